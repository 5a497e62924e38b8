import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fieldsOf, Tickets, typedTexts } from './kept-form.js';

const tickets = new Tickets('a secret of at least 32 characters');

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

  it('has a ticket that says where it goes and whose it was, and that nobody else can write', () => {
    const ticket = { path: '/club/vraag', account: 'a' };
    expect(tickets.take(tickets.give(ticket))).toEqual(ticket);
    expect(new Tickets('another secret of 32 characters..').take(tickets.give(ticket))).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => tickets.take(text) === null));
  });
});
