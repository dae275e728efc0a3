/**
 * Options that npm has taken for its own, because they were written without "--" before them.
 *
 * `npm test --bail` gives the script no argument, only npm_config_bail=true in its environment. npm
 * puts more there: its own settings, whatever the .npmrc files say, and what the shell has set for
 * the build tools of native modules. What is none of these was written on the command line.
 *
 * Plain JavaScript without dependencies: npm start and npm test read it before anything is installed.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const PREFIX = "npm_config_";
/** What npm sets without calling it a setting. */
const INTERNAL = ["npm_version", "global_prefix", "local_prefix"];
/** All that is looked for if npm does not tell its settings. */
const OURS = ["filter", "strict", "record", "report", "target", "again", "anyway"];
/** What node-gyp, prebuild and the like read, usually from the environment. */
const BUILD_TOOLS =
  /_(mirror|site|host|url|dir|path|binary)$|^(arch|target|target_(arch|platform|libc)|platform|libc|runtime|dist_?url|tarball|devdir|nodedir|python|msvs_version|jobs|make|debug|release|build_from_source|verify_deps_before_run)$/;

/**
 * As they were written, but for capitals, which npm does not keep: ["--bail", "--reporter=dot"].
 * None if another program than npm has started us.
 *
 * @param shared options of the caller that npm has as well: ["force", "json"]
 */
export function optionsTakenByNpm(env, shared = []) {
  if (!isUnderNpm(env)) return [];
  const names = Object.keys(env)
    .filter((name) => name.startsWith(PREFIX)) // NPM_CONFIG_X can only come from the shell
    .map((name) => name.slice(PREFIX.length))
    .filter((key) => !INTERNAL.includes(key) && !key.includes(":") && !BUILD_TOOLS.test(key));
  const settings = knownSettings(env.npm_execpath);
  const isShared = (key) => shared.includes(key) && env[PREFIX + key] === "true";
  const isUnknown = (key) => (settings ? !settings.has(key) : OURS.includes(key));
  const unknown = names.filter((key) => isShared(key) || isUnknown(key));
  const fromFiles = unknown.length > 0 ? keysOfFiles(env) : [];
  const written = unknown.filter((key) => !fromFiles.includes(key));
  return written.flatMap((key) => asWritten(key, env[PREFIX + key]));
}

function isUnderNpm(env) {
  return (env.npm_config_user_agent ?? "").startsWith("npm/");
}

/** An option given several times comes as one text, with empty lines between. */
function asWritten(key, values) {
  const name = key.length === 1 ? `-${key}` : `--${key.replaceAll("_", "-")}`;
  return values.split("\n\n").map((value) => {
    if (value === "true") return name;
    return value === "" ? name.replace(/^-+/, "--no-") : `${name}=${value}`;
  });
}

/** The settings of the npm that is running us; none if it does not tell (npm 9 and older). */
function knownSettings(npmFile) {
  try {
    const { definitions } = createRequire(npmFile)("@npmcli/config/lib/definitions");
    return new Set(Object.keys(definitions).map(asKey));
  } catch {
    return undefined;
  }
}

function keysOfFiles({ npm_config_local_prefix, npm_execpath, ...env }) {
  const files = [
    npm_config_local_prefix && join(npm_config_local_prefix, ".npmrc"),
    npm_execpath && join(dirname(dirname(npm_execpath)), "npmrc"),
    env.npm_config_userconfig,
    env.npm_config_globalconfig,
  ];
  return files.filter((file) => file && existsSync(file)).flatMap(keysOf);
}

function keysOf(file) {
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  return lines.map((line) => asKey(line.split("=")[0].replace("[]", "").trim()));
}

function asKey(setting) {
  return setting.replaceAll("-", "_").toLowerCase();
}
