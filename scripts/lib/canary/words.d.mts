export class Words {
  readonly stem: string;
  word(label: string): string;
  sentence(label: string): string;
}
