/** Of registrations on the audit record; a part of record-words.ts. */
export const REGISTRATION_AUDIT = {
  'registration.see': 'Registratie bekeken',
  'registration.list': 'Registraties bekeken',
  'registration.create': 'Uitnodiging gemaakt',
  'registration.wave': 'Uitnodigingen samen verstuurd',
  'registration.prepare': 'Contactpersoon klaargezet bij een import',
  'registration.request': 'Iemand vroeg zelf een registratie',
  'registration.change': 'Gegevens van een registratie aangepast',
  'registration.invite': 'Uitnodiging verstuurd',
  'registration.withdraw': 'Registratie ingetrokken',
  'registration.accept': 'Uitnodiging aanvaard',
  'registration.decline': 'Uitnodiging niet aanvaard',
  'registration.lapse': 'Uitnodiging verlopen',
  'registration.verify': 'Registratie nagekeken',
  'registration.approve': 'Registratie goedgekeurd',
  'registration.refuse': 'Registratie geweigerd',
  'registration.renew': 'Verlenging gevraagd',
  'registration.name-board-member': 'Bestuurslid aangeduid',
  'registration.bounce': 'Adres van een uitnodiging werkt niet',
  'mandate.begin': 'Mandaat begonnen',
  'mandate.renew': 'Mandaat verlengd',
} as const;

/** Of what did not leave. */
export const REGISTRATION_EVENT = {
  'invitation.mail': 'Uitnodiging',
  'invitation.step': 'Herinnering of einde van een uitnodiging',
  'registration.refused': 'Bericht aan iemand die niet aanvaard is',
  'registration.accepted': 'Melding: iemand aanvaardde een uitnodiging',
  'invitation.bounced': 'Melding: een uitnodiging kwam niet aan',
  'mandate.begun': 'Melding: mandaat begonnen',
  'registration.new-colleague': 'Melding: er is iemand bij gekomen',
} as const;
