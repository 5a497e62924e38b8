export function openDataDir(dataDir: string): void;
