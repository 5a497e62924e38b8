/** An end that the person at the keyboard can do something about: shown without a stack. */
export class Refusal extends Error {}
