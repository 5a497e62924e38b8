export interface Span {
  kind: string;
  start: number;
  end: number;
}
export interface Sentence {
  text: string;
  expected: Span[];
  heldOut: boolean;
}
export interface Figures {
  kinds: Record<string, { expected: number; found: number; warned: number; right: number }>;
  sentences: number;
  words: number;
  falsePer200Words: number;
  wrong: unknown[];
}
export function readCorpus(): Sentence[];
export function unmarked(line: string): Omit<Sentence, 'heldOut'>;
export function measure(sentences: Omit<Sentence, 'heldOut'>[], find: (text: string) => Span[]): Figures;
