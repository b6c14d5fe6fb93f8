import type { StrapiApp } from '@strapi/strapi/admin';
import { BRAND } from './brand';
import { chooseFirstLanguage } from './first-language';
import { groupIntoCards } from './group-into-cards';
import logo from './logo.svg';
import { nameListedValues, valueNames } from './name-values';
import { hideUseless } from './hide-useless';
import { closeBanner, endGuidedTour } from './no-advertising';
import { speakEditorsLanguage } from './speak-editors-language';
import { CHINESE } from './translations/chinese';
import { writeListedYears, yearField } from './year-field';

/** The project's admin panel: its languages and name, and nothing that advertises. */
export default {
  config: {
    locales: ['zh-Hans', 'en'],
    translations: {
      'zh-Hans': { ...CHINESE, ...valueNames('zh-Hans'), ...BRAND['zh-Hans'] },
      en: { ...valueNames('en'), ...BRAND.en },
    },
    menu: { logo },
    auth: { logo },
    head: { favicon: logo },
    tutorials: false,
    notifications: { releases: false },
  },

  register(app: StrapiApp) {
    chooseFirstLanguage();
    endGuidedTour();
    app.addMiddlewares([speakEditorsLanguage, closeBanner]);
    app.addRBACMiddleware(hideUseless);
    app.customFields.register(yearField);
  },

  bootstrap(app: Pick<StrapiApp, 'registerHook'>) {
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', groupIntoCards);
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', nameListedValues);
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', writeListedYears);
  },
};
