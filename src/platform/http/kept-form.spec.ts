import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fieldsOf, SealedForms, typedTexts } from './kept-form.js';

const forms = new SealedForms('a secret of at least 32 characters');

describe('a form that came too late', () => {
  it('keeps every field but its token and any password', () => {
    const body = { _csrf: 't', password: 'geheim', text: 'Wat nu?', gedrag: ['bullying', 'online'], group: { a: 1 } };
    expect(fieldsOf(body)).toEqual([
      { name: 'text', value: 'Wat nu?' },
      { name: 'gedrag', value: 'bullying' },
      { name: 'gedrag', value: 'online' },
    ]);
    expect([fieldsOf(undefined), fieldsOf('x')]).toEqual([[], []]);
  });

  it('shows what was typed, not our codes, and nothing twice', () => {
    const key = '0198f3c1-5b7e-7c3a-9f10-0a1b2c3d4e5f';
    const values = ['Jan zei iets.\nWat nu?', 'Jan', 'Jan zei', 'acute', 'question:0-5', key, ' ', '12'];
    expect(typedTexts(values.map((value) => ({ name: 'x', value })))).toEqual(['Jan zei iets.\nWat nu?']);
  });

  it('opens for the account whose it was, unchanged and in time, and for nobody else', () => {
    const kept = { path: '/club/vraag', fields: [{ name: 'text', value: 'Wat nu?' }] };
    const sealed = forms.seal(kept, 'a', 30);
    expect(forms.open(sealed, 'a')).toEqual(kept);
    expect(sealed).not.toContain(Buffer.from('Wat nu?').toString('base64url').slice(0, 6));
    expect(forms.open(sealed, 'b')).toBeNull();
    expect(forms.open(forms.seal(kept, 'a', 0), 'a')).toBeNull();
    expect(new SealedForms('another secret of 32 characters..').open(sealed, 'a')).toBeNull();
    const [path, until, rest] = sealed.split('.');
    expect(forms.open([Buffer.from('/desk/vraag').toString('base64url'), until, rest].join('.'), 'a')).toBeNull();
    expect(forms.open([path, Number(until) + 1, rest].join('.'), 'a')).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => forms.open(text, 'a') === null));
  });
});
