/** The menus of a page of a disk: of the course, of the part, and where one is in both. */
import { expands } from "./expands.ts";

export function addMenus(): void {
  markHere();
  addCourseMenu();
  addPartMenu();
  const more = document.querySelector(".VPNavBarExtra > button");
  // Its styles ask for nothing else.
  if (more) expands(more, () => {}, more.parentElement!);
}

/** The pages of the course, and the switch: on a phone the bar has no room for them. */
function addCourseMenu(): void {
  const button = document.querySelector(".VPNavBarHamburger");
  const own = document.querySelector(".VPNavBarMenu");
  if (!button || !own) return;
  const menu = document.createElement("nav");
  menu.id = "VPNavScreen";
  menu.className = "plain-menu";
  menu.setAttribute("aria-label", "Course");
  const links = [...own.querySelectorAll("a")].map((link) => link.cloneNode(true));
  const appearance = document.querySelector(".VPNavBarExtra .item");
  menu.append(...links, ...(appearance ? [appearance.cloneNode(true)] : []));
  expands(
    button,
    (isOpen) => {
      button.classList.toggle("active", isOpen);
      // The last of the bar, as the button is, so that the keyboard goes on in it.
      if (isOpen) document.querySelector(".VPNav")?.append(menu);
      else menu.remove();
    },
    menu,
  );
}

/** The pages of the part: always there beside the text where there is room for them. */
function addPartMenu(): void {
  const button = document.querySelector(".VPLocalNav .menu");
  const sidebar = document.querySelector(".VPSidebar");
  if (!button || !sidebar) return;
  const backdrop = document.createElement("div");
  backdrop.className = "plain-backdrop";
  expands(
    button,
    (isOpen) => {
      sidebar.classList.toggle("open", isOpen);
      if (!isOpen) return backdrop.remove();
      sidebar.before(backdrop);
      sidebar.querySelector<HTMLElement>(".nav")?.focus();
    },
    sidebar,
  );
}

function markHere(): void {
  const hasSidebar = document.querySelector(".VPSidebar") !== null;
  document.querySelector(".VPNavBar")?.classList.toggle("has-sidebar", hasSidebar);
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".VPSidebar a")) {
    const isHere = link.pathname === location.pathname;
    if (isHere) link.closest(".VPSidebarItem")?.classList.add("is-active");
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".VPNavBarMenu a")) {
    const isHere = link.pathname === location.pathname;
    if (isHere) link.classList.add("active");
  }
}
