import { describe, expect, it } from '@jest/globals';
import { checkNewPassword } from './password-rules.js';

const GRIET = { name: 'Griet Voorbeeld', email: 'griet.voorbeeld@turnkring.test' };
const refusal = (password: string): Promise<string | null> =>
  checkNewPassword(password, GRIET).then(
    () => null,
    (problem) => problem.extra.errors[0].code,
  );

describe('a password that somebody chooses', () => {
  it('has at least 15 characters and at most 200, signs of two units counted once', async () => {
    expect(await refusal('vier olifanten'.slice(0, 14))).toBe('too-short');
    expect(await refusal('🐘'.repeat(14))).toBe('too-short');
    expect(await refusal('paarse olifanten zingen zacht '.repeat(7))).toBe('too-long');
  });

  it('needs no capitals, digits or signs', async () => {
    expect(await refusal('vier paarse olifanten dansen')).toBeNull();
  });

  it.each(['wachtwoordwachtwoord', 'aaaaaaaaaaaaaaaaaaaa', 'qwertyuiopasdfgh', '123456789012345', 'voorbeeldgriet1', 'klankbordklankbord', 'grietgrietgriet'])(
    '%s is guessed first',
    async (password) => {
      expect(await refusal(password)).toBe('too-easy');
    },
  );

  it('is looked at in a moment, however long', async () => {
    await refusal('paarse olifanten zingen');
    const began = performance.now();
    await refusal('xK9$'.repeat(50));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
