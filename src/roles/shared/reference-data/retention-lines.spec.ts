import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { retentionLines } from './retention-lines.js';

const policy = JSON.parse(readFileSync('reference-data/retention.json', 'utf8'));

describe('the periods, for who confirms them', () => {
  it('are said in words', () => {
    const lines = new Map(retentionLines(policy));
    expect(lines.get('Consult')).toBe('24 maanden na het afsluiten');
    expect(lines.get('Ontwerp')).toBe('30 dagen na de laatste wijziging');
    expect(lines.get('Waarschuwing')).toBe('90, 30 en 7 dagen vooraf, om 9.00 uur');
  });

  it('leave out none', () => {
    expect(retentionLines(policy)).toHaveLength(Object.keys(policy.periods).length + 5);
  });

  it('of one are one', () => {
    const shorter = { ...policy, periods: { ...policy.periods, draft: { days: 1 } }, warnings: { daysBefore: [7], at: '10:30' } };
    const lines = new Map(retentionLines(shorter));
    expect(lines.get('Ontwerp')).toBe('1 dag na de laatste wijziging');
    expect(lines.get('Waarschuwing')).toBe('7 dagen vooraf, om 10.30 uur');
  });
});
