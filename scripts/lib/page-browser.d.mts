export class PageBrowser {
  go(address: string, form?: Record<string, string>): Promise<{ status: number; text: string; to?: string }>;
}
