export async function verifyLabs(_labs: readonly string[], _options: object): Promise<void> {}
