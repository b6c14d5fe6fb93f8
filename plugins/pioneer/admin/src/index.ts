import type { ComponentType } from 'react';
import type { StrapiApp } from '@strapi/strapi/admin';
import { HandHeart, NumberList } from '@strapi/icons';
import { ArchivePanel } from './archive/archive-panel';
import { ChecksPanel } from './checks/checks-panel';
import { ClaimsPanel } from './claims/claims-panel';
import { addSidePanels, MUTATE_EDIT_VIEW } from './content-manager';
import { EvaluationPanel } from './evaluation/evaluation-panel';
import { lockGovernedFields } from './evaluation/lock-governed-fields';
import { KeptByImportPanel } from './people/kept-by-import-panel';
import { VIEW_PIONEER } from './permissions';
import { MembersPanel, OrganisationPanel } from './organisation/organisation-panels';
import { RecurrencesPanel } from './recurrences/recurrences-panel';
import type { CustomFieldProps } from './rows/rows-input';
import { TermsPanel } from './terms/terms-panel';
import { loadWords, messageOf } from './use-words';

/** The plugin as the admin panel loads it. */
const plugin = {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: 'pioneer', name: 'Pioneer' });
    app.addMenuLink({
      to: 'plugins/pioneer',
      icon: HandHeart,
      intlLabel: messageOf('menu'),
      permissions: VIEW_PIONEER,
      Component: () =>
        import('./pioneer-page').then(({ PioneerPage }) => ({ default: PioneerPage })),
    });
    app.customFields.register([
      listField('criteria', () =>
        import('./criteria/criteria-input').then(({ CriteriaInput }) => CriteriaInput),
      ),
      listField('grades', () =>
        import('./grades/grades-input').then(({ GradesInput }) => GradesInput),
      ),
      listField('steps', () => import('./steps/steps-input').then(({ StepsInput }) => StepsInput)),
      listField('form', () => import('./form/form-input').then(({ FormInput }) => FormInput)),
    ]);
    app.registerHook(MUTATE_EDIT_VIEW, lockGovernedFields);
    addSidePanels(app, [
      ChecksPanel,
      RecurrencesPanel,
      ClaimsPanel,
      EvaluationPanel,
      OrganisationPanel,
      MembersPanel,
      KeptByImportPanel,
      TermsPanel,
      ArchivePanel,
    ]);
  },

  registerTrads({ locales }: { locales: string[] }) {
    return Promise.all(locales.map(async (locale) => ({ locale, data: await loadWords(locale) })));
  },
};

/** A field that edits a list of rows and holds it as JSON. */
function listField(
  name: 'criteria' | 'grades' | 'steps' | 'form',
  load: () => Promise<ComponentType<CustomFieldProps>>,
) {
  return {
    name,
    pluginId: 'pioneer',
    type: 'json',
    intlLabel: messageOf(`${name}.field.label`),
    intlDescription: messageOf(`${name}.field.description`),
    icon: NumberList,
    components: {
      Input: async () => ({ default: (await load()) as ComponentType }),
    },
  } as const;
}

export default plugin;
