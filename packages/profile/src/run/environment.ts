/** The environment of the profiled program: as ours, without what is for our own process only. */

/** tsx writes its program on one line, in which nothing can be found: it must not load there. */
const LOADER =
  /(^|\s)(--import|--require|--loader|--experimental-loader|-r)[= ]("[^"]*tsx[^"]*"|\S*tsx\S*)/g;

export function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: given, ...rest } = env;
  const options = given?.replace(LOADER, "").trim();
  return options === undefined || options === "" ? rest : { ...rest, NODE_OPTIONS: options };
}
