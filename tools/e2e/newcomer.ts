/** Runs commands as somebody does who has just cloned: an empty HOME, Node, npm, and nothing else. */
import { spawn, spawnSync } from "node:child_process";
import { delimiter } from "node:path";

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const shell = process.platform === "win32";

export class Newcomer {
  readonly #dir: string;
  readonly #home: string;

  constructor(dir: string, home: string) {
    this.#dir = dir;
    this.#home = home;
  }

  /** @param path folders with further programs */
  run(command: readonly string[], path: readonly string[] = []): Outcome {
    const [program, ...args] = command;
    const { status, stdout, stderr } = spawnSync(program!, args, {
      cwd: this.#dir,
      env: this.#environment(path),
      shell,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { code: status, stdout, stderr };
  }

  /**
   * `npm start` up to the workbench's address, then what is done there, then Ctrl+C.
   * @returns what it printed on stdout
   */
  async whileStarted(work: (url: string) => Promise<void>): Promise<string> {
    // A group of its own, so that the signal reaches all of them, as Ctrl+C does on a terminal.
    const child = spawn("npm", ["start"], {
      cwd: this.#dir,
      env: this.#environment([]),
      shell,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const ended = new Promise((resolve) => child.once("close", resolve));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        stdout += text;
        const [address] = /http:\/\/127\.0\.0\.1:\d+\/(?=\n)/.exec(stdout) ?? [];
        if (address !== undefined) resolve(address);
      });
      child.once("close", () => reject(new Error(`it ended:\n${stdout}\n${stderr}`)));
    });
    try {
      await work(url);
    } finally {
      process.kill(-child.pid!, "SIGINT");
    }
    await ended;
    return stdout;
  }

  /** Nothing of our environment but what finds Node. */
  #environment(more: readonly string[]): NodeJS.ProcessEnv {
    // Our own test run has put installed tools in front; a newcomer has none of them.
    const inherited = (process.env["PATH"] ?? "").split(delimiter);
    const path = [...more, ...inherited.filter((dir) => !dir.includes("node_modules"))];
    const certificates = process.env["NODE_EXTRA_CA_CERTS"];
    return {
      HOME: this.#home,
      USERPROFILE: this.#home,
      CI: "true",
      PATH: path.join(delimiter),
      ...(certificates && { NODE_EXTRA_CA_CERTS: certificates }),
    };
  }
}
