import { listOf, maybeTextOf, textOf } from '../form.js';
import { typedIn } from './findings.js';
import { always, ask, type Step } from './step.js';

/** How the team may reach her: the last step of asking, and asked again when a question is opened anew. */
export const REACH: Step = {
  path: 'bereiken',
  title: 'Hoe mag het team je bereiken?',
  required: always,
  answered: ({ contact }) => contact.contactBy === 'portal' || (contact.contactBy === 'phone' && Boolean(contact.phone?.trim())),
  values: ({ contact, showMe }) => ({
    contactBy: contact.contactBy,
    phone: contact.phone,
    phoneWindow: contact.phoneWindow,
    mag: [...(contact.voicemail ? ['voicemail'] : []), ...(contact.sayWhoCalls ? ['sayWhoCalls'] : [])],
    showMe: showMe ? 'ja' : 'nee',
  }),
  read: (form, { contact }) => {
    const contactBy = maybeTextOf(form, 'contactBy');
    const phone = textOf(form, 'phone').trim();
    const phoneWindow = typedIn(form, 'phoneWindow').trim();
    const may = listOf(form, 'mag');
    if (!contactBy) return { draft: {}, missing: ask('contactBy', 'Kies hoe we je mogen bereiken.') };
    if (contactBy === 'phone' && !phone) return { draft: {}, missing: ask('phone', 'Vul het nummer in waarop we je mogen bellen.') };
    return {
      draft: {
        contactBy,
        phone,
        ...(phoneWindow === (contact.phoneWindow ?? '') ? {} : { phoneWindow }),
        voicemail: may.includes('voicemail'),
        sayWhoCalls: may.includes('sayWhoCalls'),
        showMe: textOf(form, 'showMe') === 'ja',
      },
    };
  },
  texts: [{ field: 'phoneWindow', label: 'Wanneer we je kunnen bellen' }],
  names: { labels: { contactBy: 'Hoe we je bereiken', phone: 'Telefoonnummer', phoneWindow: 'Wanneer' } },
};
