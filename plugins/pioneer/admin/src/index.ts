import type { ComponentType } from 'react';
import type { StrapiApp } from '@strapi/strapi/admin';
import { HandHeart, NumberList } from '@strapi/icons';
import { ClaimsPanel } from './claims/claims-panel';
import { addSidePanels, MUTATE_EDIT_VIEW } from './content-manager';
import { EvaluationPanel } from './evaluation/evaluation-panel';
import { lockGovernedFields } from './evaluation/lock-governed-fields';
import { KeptByImportPanel } from './people/kept-by-import-panel';
import { VIEW_PIONEER } from './permissions';
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
    app.customFields.register({
      name: 'criteria',
      pluginId: 'pioneer',
      type: 'json',
      intlLabel: messageOf('criteria.field.label'),
      intlDescription: messageOf('criteria.field.description'),
      icon: NumberList,
      components: {
        Input: () =>
          import('./criteria/criteria-input').then(({ CriteriaInput }) => ({
            default: CriteriaInput as ComponentType,
          })),
      },
    });
    app.registerHook(MUTATE_EDIT_VIEW, lockGovernedFields);
    addSidePanels(app, [ClaimsPanel, EvaluationPanel, KeptByImportPanel]);
  },

  registerTrads({ locales }: { locales: string[] }) {
    return Promise.all(locales.map(async (locale) => ({ locale, data: await loadWords(locale) })));
  },
};

export default plugin;
