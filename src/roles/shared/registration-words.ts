import type { Capacity } from '../../domain/registration-approvals.js';
import type { RefusalReason } from '../../domain/registrations.js';
import type { RegistrationStatus } from '../../features/registrations/registration.dto.js';
import type { RegistrationView } from '../../features/registrations/registration-views.js';

/** A part of words.ts. */
export const REGISTRATION_WORDS = {
  /** In the order in which a list offers them. */
  registrationStatus: {
    accepted: 'Na te kijken',
    renewal: 'Verlenging na te kijken',
    prepared: 'Klaar om uit te nodigen',
    waiting: 'Wacht op antwoord',
    bounced: 'Adres werkt niet',
    expired: 'Verlopen',
    active: 'Heeft een mandaat',
    refused: 'Geweigerd',
    withdrawn: 'Ingetrokken',
  } satisfies Record<RegistrationStatus, string>,
  capacity: {
    contact: 'een contactpersoon van deze organisatie',
    'board-member': 'een bestuurslid, via een link',
    federation: 'een contactpersoon van de federatie die de club nakijkt',
    counsellor: 'een hulpverlener van dit team',
    'team-lead': 'een teamverantwoordelijke van dit team',
    coordinator: 'de 1712-coördinator',
    admin: 'een beheerder',
  } satisfies Record<Capacity, string>,
  refusalReason: {
    'not-known': 'Wij kennen deze persoon niet',
    'no-training': 'De opleiding ontbreekt',
    'no-extract': 'Het strafregister is niet nagekeken',
    'not-suitable': 'Niet geschikt voor deze rol',
    'enough-contacts': 'Er zijn al genoeg contactpersonen',
    other: 'Iets anders',
  } satisfies Record<RefusalReason, string>,
  registrationRemark: {
    'board-member': 'Zit in het bestuur van de club. Dat mag, maar een aanspreekpunt staat beter los van het bestuur.',
    'no-training': 'Er is geen opleiding ingevuld.',
    'training-ended': 'De opleiding is niet meer geldig.',
    'no-extract': 'Er is niet ingevuld wanneer het uittreksel uit het strafregister nagekeken is.',
  } satisfies Record<RegistrationView['remarks'][number], string>,
};

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
  'registration.completed': 'Melding: mandaat begonnen',
  'registration.new-colleague': 'Melding: er is iemand bij gekomen',
} as const;
