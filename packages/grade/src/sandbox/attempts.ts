/**
 * What `hpts grade doctor` tries from inside a sandbox. JavaScript, for it runs there as a
 * submission would; each attempt says whether it got what it wanted.
 */
export const attempts: string = `
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { spawnSync } from "node:child_process";

const attempt = async (id, claim, run) => {
  try {
    const seen = await run();
    return { id, claim, succeeded: seen !== "", seen };
  } catch {
    return { id, claim, succeeded: false, seen: "" };
  }
};

const connected = (port) => new Promise((resolve) => {
  try {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve("a server on this machine can be reached");
    });
    socket.on("error", () => resolve(""));
  } catch {
    resolve("");
  }
});

export async function attemptAll({ canary, port, pid }) {
  return [
    await attempt("no-network", "no network, not even this machine", () => connected(port)),
    await attempt("no-files", "files of this machine cannot be read", () => {
      readFileSync(canary);
      return "a file in the folder for temporary files can be read";
    }),
    await attempt("no-writing", "nothing can be written outside of a small folder that vanishes", () => {
      const places = ["/tmp", "/var/tmp", "/dev/shm", "/"];
      const open = places.filter((place) => {
        try {
          writeFileSync(place + "/hpts-grade-" + pid + "-left", "");
          return true;
        } catch {
          return false;
        }
      });
      return open.length === 0 ? "" : "can be written to: " + open.join(", ");
    }),
    await attempt("no-processes", "no further process can be started", () => {
      const { error } = spawnSync(process.execPath, ["--version"]);
      return error === undefined ? "a process was started" : "";
    }),
    await attempt("no-signals", "other processes can be neither seen nor stopped", () => {
      process.kill(pid, 0);
      return "the judge's process can be signalled";
    }),
    await attempt("no-environment", "the environment is empty", () => {
      const names = Object.keys(process.env)
        .filter((name) => name !== "PWD" && name !== "TMPDIR"); // bubblewrap's, and the runner's own folder
      return names.length === 0 ? "" : "has " + names.join(", ").slice(0, 100);
    }),
    await attempt("other-user", "runs as nobody, without any right", () =>
      process.getuid() === 65534 ? "" : "runs as the user " + process.getuid()),
    await attempt("memory", "memory is limited, also outside of the heap", () => {
      const held = [];
      for (let i = 0; i < 24; i++) held.push(Buffer.alloc(50 * 1024 * 1024, 1));
      return "1200 MB could be filled";
    }),
  ];
}
`;
