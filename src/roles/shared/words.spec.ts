import { describe, expect, it } from '@jest/globals';
import * as vocabulary from '../../domain/vocabulary.js';
import { optionsOf, word, WORDS, type Terms } from './words.js';

const TERMS_OF: Record<string, Terms[]> = {
  ROLES: ['role'],
  LEVELS: ['level'],
  ORGANISATION_KINDS: ['organisationKind'],
  TEAM_KINDS: ['teamKind', 'teamsOfKind'],
  STATUSES: ['status', 'statusForContact'],
  URGENCIES: ['urgency'],
  AGE_BANDS: ['ageBand'],
  BEHAVIOURS: ['behaviour'],
  DANGERS: ['danger'],
  YES_NO_UNKNOWN: ['yesNoUnknown'],
  QUESTION_KINDS: ['questionKind'],
  CONFLICT_LEVELS: ['conflictLevel'],
  LEARNED_FROM: ['learnedFrom'],
  VICTIM_WISHES: ['victimWish'],
  ALREADY_TOLD: ['alreadyTold'],
  DONE_SO_FAR: ['doneSoFar'],
  CLOSURE_OUTCOMES: ['outcome'],
  MESSAGE_KINDS: ['messageKind'],
  FOLLOW_UP_OWNERS: ['followUpOwner'],
  MAIL_RHYTHMS: ['mailRhythm'],
};

const lists = Object.entries(vocabulary).filter(([, value]) => Array.isArray(value)) as [string, readonly string[]][];

describe('Dutch words', () => {
  it.each(lists)('has a word for every code of %s, and no other', (name, codes) => {
    const terms = TERMS_OF[name] ?? [];
    expect(terms.length).toBeGreaterThan(0);
    for (const one of terms) {
      expect(Object.keys(WORDS[one]).sort()).toEqual([...codes].sort());
      expect(Object.values(WORDS[one]).every((text) => text.trim())).toBe(true);
    }
  });

  it('offers a list, or a part of it, in order', () => {
    expect(optionsOf('level')).toEqual([
      { value: 'club', text: 'club' },
      { value: 'federation', text: 'federatie' },
    ]);
    expect(optionsOf('urgency', ['acute']).map(({ text }) => text)).toEqual(['Acuut']);
  });

  it('is nothing for nothing and refuses a list that is not there', () => {
    expect(word(null, 'status')).toBe('');
    expect(() => word('x', 'constructor' as Terms)).toThrow();
  });
});
