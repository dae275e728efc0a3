/* Starts reveal.js. Plain script, no module: modules do not load from file://. */
(() => {
  const { width, height } = document.currentScript.dataset;
  const root = document.documentElement;
  const KEY = "hpts-slides-theme";

  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // file:// in some browsers
    }
  };
  const prefersDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
  const setTheme = (theme) => {
    root.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // as above: it then lasts as long as the page
    }
  };
  const asked = new URLSearchParams(location.search).get("theme");
  root.dataset.theme = asked ?? remembered() ?? (prefersDark() ? "dark" : "light");

  Reveal.initialize({
    width: Number(width),
    height: Number(height),
    margin: 0,
    maxScale: 4,
    display: "flex",
    center: false,
    hash: true,
    transition: "none",
    backgroundTransition: "none",
    slideNumber: "c/t",
    controls: false,
    defaultTiming: 120,
    pdfMaxPagesPerSlide: 1,
    plugins: [RevealNotes],
  });
  Reveal.addKeyBinding({ keyCode: 84, key: "T", description: "Light or dark" }, () => {
    setTheme(root.dataset.theme === "dark" ? "light" : "dark");
  });
  Reveal.addKeyBinding(
    { keyCode: 68, key: "D", description: "Slides with notes, to print" },
    () => {
      location.href = `handout.html#${Reveal.getCurrentSlide().id}`;
    },
  );
})();
