/** Where somebody is who left in a hurry: a page that anyone may have open, and that says nothing about her. */
export const QUICK_EXIT = 'https://www.wikipedia.org/';
