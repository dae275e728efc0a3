/** Where the course is, for claims that run its commands: the measuring program lies elsewhere. */

const VARIABLE = "HPTS_CLAIMS_FOLDER";

export function repositoryFolder(): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined) throw new Error(`${VARIABLE} is not set`);
  return folder;
}

export function withRepositoryFolder(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, [VARIABLE]: folder };
}
