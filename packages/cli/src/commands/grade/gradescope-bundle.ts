export async function writeBundle(_options: object): Promise<void> {}
