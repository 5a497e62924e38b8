import { ORGANISATION_KINDS, type OrganisationKind } from '../../domain/vocabulary.js';
import { ORGANISATION_STATES, REGISTERED_KINDS, type OrganisationState } from '../../domain/organisations.js';
import { EXPORT_FORMATS, type ExportFormat } from './export-formats.js';
import { PageDto } from '../../platform/http/cursor.js';
import { Day, Flag, FreeText, Id, OneOf, PostalCode } from '../../platform/http/fields.js';

const NAME = { max: 200 };
/** Absent = as it is; empty = taken away. */
const OPTIONAL = { optional: true, empty: true };

export class OrganisationDto {
  @OneOf(REGISTERED_KINDS) kind: (typeof REGISTERED_KINDS)[number];
  @FreeText(NAME) name: string;
  @PostalCode() postalCode: string;
  @FreeText({ ...OPTIONAL, max: 100 }) place?: string;
  @FreeText({ ...OPTIONAL, max: 30 }) kbo?: string;
  @FreeText({ ...OPTIONAL, max: 30 }) vCode?: string;
}

export class OrganisationChangeDto {
  @FreeText({ ...NAME, optional: true, min: 1 }) name?: string;
  @PostalCode({ optional: true }) postalCode?: string;
  @FreeText({ ...OPTIONAL, max: 100 }) place?: string;
  @FreeText({ ...OPTIONAL, max: 30 }) kbo?: string;
  @FreeText({ ...OPTIONAL, max: 30 }) vCode?: string;
}

export class OrganisationFilterDto {
  @FreeText({ ...OPTIONAL, max: 200 }) search?: string;
  @OneOf(ORGANISATION_KINDS, { optional: true }) kind?: OrganisationKind;
  /** Clubs that are affiliated to it now. */
  @Id({ optional: true }) federation?: string;
  @OneOf(ORGANISATION_STATES, { optional: true }) state?: OrganisationState;
}

export class OrganisationListDto extends PageDto {
  @FreeText({ ...OPTIONAL, max: 200 }) search?: string;
  @OneOf(ORGANISATION_KINDS, { optional: true }) kind?: OrganisationKind;
  @Id({ optional: true }) federation?: string;
  @OneOf(ORGANISATION_STATES, { optional: true }) state?: OrganisationState;
}

export class OrganisationExportDto extends OrganisationFilterDto {
  @OneOf(EXPORT_FORMATS) format: ExportFormat;
}

export class EndingDto {
  @Day() endedOn: string;
}

export class MergerDto {
  @Id() into: string;
}

export class AffiliationDto {
  @Id() federationId: string;
  @Day() validFrom: string;
  @Flag({ optional: true }) verifies?: boolean;
}

export class AffiliationEndingDto {
  @Day() validTo: string;
}

export class VerifierDto {
  @Id() federationId: string;
}
