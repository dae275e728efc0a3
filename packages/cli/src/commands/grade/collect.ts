export async function collectWork(_sources: readonly string[], _options: object): Promise<void> {}
