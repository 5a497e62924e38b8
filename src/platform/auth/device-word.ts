/** What kind of device, from what a browser says of itself: as much as its owner needs to know it again, and no more. */
export function deviceWord(userAgent: string | undefined): string {
  const said = userAgent ?? '';
  if (/iPad|Tablet/i.test(said)) return 'tablet';
  if (/Mobi|Android|iPhone/i.test(said)) return 'phone';
  if (/Mozilla/i.test(said)) return 'computer';
  return 'program';
}
