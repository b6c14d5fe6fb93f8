import { SPOT_STATES } from '../../../core/units/spot';
import {
  choice,
  concealed,
  float,
  initially,
  instant,
  integer,
  nullable,
  string,
} from '../shared/columns';
import { governedTable, type RowOf } from '../shared/table';

/** A place to put right, with a life of its own: tasks come and go, the spot stays. */
export const spots = governedTable({
  subject: 'spot',
  plural: 'spots',
  displayName: 'Spot',
  visible: true,
  columns: {
    code: string(),
    organisationId: string(),
    category: concealed(string()),
    address: concealed(string()),
    latitude: concealed(nullable(float())),
    longitude: concealed(nullable(float())),
    state: initially('found', choice(SPOT_STATES)),
    foundAt: instant(),
    timesFound: initially(1, integer()),
    putRightAt: nullable(instant()),
  },
  unique: [['code']],
  indexes: [
    ['organisationId', 'state'],
    ['state', 'category'],
  ],
});

/** A household that somebody keeps in contact with: a code, and never a name. */
export const households = governedTable({
  subject: 'household',
  plural: 'households',
  displayName: 'Household',
  visible: true,
  columns: {
    code: string(),
    organisationId: string(),
  },
  unique: [['code']],
  indexes: [['organisationId']],
});

export type SpotRow = RowOf<typeof spots>;
export type HouseholdRow = RowOf<typeof households>;

export const unitTables = [spots, households];
