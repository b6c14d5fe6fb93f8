import type { EditorLanguage } from '../content-layout/layout';

/** The project's own name where Strapi shows its own. */
export const BRAND: Readonly<Record<EditorLanguage, Record<string, string>>> = {
  'zh-Hans': {
    'app.components.LeftMenu.navbrand.title': '美丽先锋',
    'app.components.LeftMenu.navbrand.workplace': '管理后台',
    'app.components.LeftMenu.logo.alt': '美丽先锋',
    'Auth.form.welcome.title': '美丽先锋',
    'Auth.form.welcome.subtitle': '登录管理后台',
    'Auth.form.register.subtitle':
      '第一位管理员。账号只用于登录管理后台，资料只保存在本单位的数据库中。',
  },
  en: {
    'app.components.LeftMenu.navbrand.title': 'Beautiful Pioneer',
    'app.components.LeftMenu.navbrand.workplace': 'Admin panel',
    'app.components.LeftMenu.logo.alt': 'Beautiful Pioneer',
    'Auth.form.welcome.title': 'Beautiful Pioneer',
    'Auth.form.welcome.subtitle': 'Sign in to the admin panel',
    'Auth.form.register.subtitle':
      'The first administrator. The account only opens this admin panel; its data stays in your database.',
  },
};
