export interface Contract {
  paths: Record<string, Record<string, object>>;
  components: { schemas: Record<string, object> };
}
export function readContract(): Contract;
export function textFields(contract: Contract): string[];
