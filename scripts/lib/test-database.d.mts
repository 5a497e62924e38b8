export function createTestDatabases(
  adminUrl?: string,
  options?: { template?: { main: string; vault: string } },
): Promise<{ env: Record<string, string>; drop: () => Promise<void> }>;
