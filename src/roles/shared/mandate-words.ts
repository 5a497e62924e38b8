/** What is put on record of mandates, in words. */
export const MANDATE_AUDIT = {
  'mandate.see': 'Mandaat bekeken',
  'mandate.list': 'Lijst van mandaten bekeken',
  'mandate.end': 'Einde van een mandaat ingevuld',
  'mandate.keep': 'Einde van een mandaat ingetrokken',
  'mandate.suspend': 'Mandaat geschorst',
  'mandate.lift': 'Schorsing van een mandaat opgeheven',
  'mandate.renew': 'Verlenging van het eigen mandaat gevraagd',
  'mandate.confirm': 'Antwoord op “ben je nog aanspreekpunt?”',
  'mandate.hand-over': 'Consult aangeboden aan een opvolger',
  'handover.withdraw': 'Aanbod aan een opvolger ingetrokken',
  'handover.decline': 'Aangeboden consult geweigerd',
  'handover.accept': 'Aangeboden consult overgenomen',
  'handover.receive': 'Aangeboden consulten bekeken',
  'handover.place': 'Consult zonder contactpersoon aangeboden',
  'handover.exclude': 'Consult gaat niet naar deze opvolger',
  'consult.change-asker': 'Contactpersoon van een consult gewijzigd',
} satisfies Record<string, string>;

/** What did not leave, of mandates and what is handed over. */
export const MANDATE_EVENTS = {
  'reminder.still-contact': 'Vraag: ben je nog aanspreekpunt?',
  'reminder.still-unanswered': 'Melding: geen antwoord op “ben je nog aanspreekpunt?”',
  'mandate.answered-no': 'Melding: geen aanspreekpunt meer',
  'mandate.ends': 'Melding: een mandaat krijgt een laatste dag',
  'mandate.leaves': 'Melding: iemand beëindigt het mandaat',
  'organisation.without-contact': 'Melding: organisatie zonder aanspreekpunt',
  'organisation.still-without-contact': 'Melding: organisatie blijft zonder aanspreekpunt',
  'handover.offered': 'Melding: consulten aangeboden',
  'handover.accepted': 'Melding: aangeboden consult overgenomen',
  'handover.declined': 'Melding: aangeboden consult niet overgenomen',
  'handover.placement-declined': 'Melding: vraag zonder contactpersoon niet overgenomen',
  'consult.contact-changed': 'Melding: andere contactpersoon',
};
