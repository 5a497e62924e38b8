import { describe, expect, it, jest } from '@jest/globals';
import { invalid, notFound, rule } from '../../platform/http/problem.js';
import { formErrors, listOf, maybeTextOf, submitForm, textOf } from './form.js';

const refusal = () => invalid([{ field: 'facts.kind', code: 'required', message: 'Vul dit in.' }]);

describe('a form', () => {
  it('reads one value, several and none', () => {
    const form = { one: 'a', many: ['b', 'c'], blank: ' ' };
    expect([textOf(form, 'one'), textOf(form, 'many'), textOf(form, 'none')]).toEqual(['a', 'b', '']);
    expect([listOf(form, 'one'), listOf(form, 'many'), listOf(form, 'none')]).toEqual([['a'], ['b', 'c'], []]);
    expect([maybeTextOf(form, 'blank'), maybeTextOf(undefined, 'one')]).toEqual([undefined, undefined]);
  });

  it('names a field as the page does', () => {
    const errors = formErrors(refusal(), { fields: { 'facts.kind': 'kind' }, labels: { kind: 'Waarover gaat het' } });
    expect(errors).toMatchObject({
      status: 400,
      summary: [{ text: 'Waarover gaat het: vul dit in.', href: '#kind' }],
      byField: { kind: 'Vul dit in.' },
    });
  });

  it('lists what is wrong in the order of the page', () => {
    const both = invalid(['owner', 'else', 'text'].map((field) => ({ field, code: 'required', message: 'Vul dit in.' })));
    const { summary } = formErrors(both, { fields: { text: 'agreed' }, labels: { agreed: 'Wat', owner: 'Wie' } });
    expect(summary.map(({ href }) => href)).toEqual(['#agreed', '#owner', '#else']);
  });

  it('says what a refusal without fields says', () => {
    expect(formErrors(rule('x', 'Dit kan zo niet.')).summary).toEqual([{ text: 'Dit kan zo niet.' }]);
  });

  it('goes on with 303, comes again with what can be mended, and passes on the rest', async () => {
    const reply = { request: {}, redirect: jest.fn(), headers: jest.fn() } as never;
    const again = jest.fn(async () => reply);
    await submitForm(reply, async () => '/verder', again);
    expect((reply as { redirect: jest.Mock }).redirect).toHaveBeenCalledWith('/verder', 303);
    await submitForm(reply, () => Promise.reject(refusal()), again);
    expect(again).toHaveBeenCalledTimes(1);
    await expect(submitForm(reply, () => Promise.reject(notFound()), again)).rejects.toThrow();
  });
});
