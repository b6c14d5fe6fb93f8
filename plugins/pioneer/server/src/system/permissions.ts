import type { Core } from '@strapi/strapi';
import type { EndpointName } from '../../../contract/endpoints';

/** What a role of the admin panel may be given, with the endpoints that it opens. */
const PERMISSIONS = [
  {
    uid: 'people.import',
    displayName: 'Import organisations and members · 导入组织和成员',
    subCategory: 'people',
    endpoints: ['organisations.import', 'members.import'],
  },
  {
    uid: 'people.invite',
    displayName: 'Make activation codes · 生成激活码',
    subCategory: 'people',
    endpoints: ['members.invite'],
  },
  {
    uid: 'units.import-units',
    displayName: 'Import spots and households · 导入整治点和住户',
    subCategory: 'work',
    endpoints: ['spots.import', 'households.import'],
  },
  {
    uid: 'people.edit',
    displayName: 'Change memberships and the tree of organisations · 调整成员身份和组织架构',
    subCategory: 'people',
    endpoints: [
      'memberships.find',
      'memberships.add',
      'memberships.end',
      'organisations.edit',
      'organisations.move',
    ],
  },
  {
    uid: 'people.erase',
    displayName: 'Erase members who leave · 注销成员并删除个人信息',
    subCategory: 'people',
    endpoints: ['members.findErasure', 'members.erase'],
  },
  {
    uid: 'people.look-up',
    displayName: 'Look up organisations and members · 查找组织和成员',
    subCategory: 'people',
    endpoints: [
      'organisations.search',
      'organisations.findOne',
      'members.search',
      'members.findOne',
    ],
  },
  // These two open nothing: they say how much is shown of members (masking/panel-sight.ts).
  {
    uid: 'people.see-names',
    displayName:
      'See names of members in full, each time logged · 查看成员完整姓名（每次记入访问日志）',
    subCategory: 'people',
    endpoints: [],
  },
  {
    uid: 'people.see-phones',
    displayName:
      'See phones of members in full, each time logged · 查看成员完整手机号（每次记入访问日志）',
    subCategory: 'people',
    endpoints: [],
  },
  {
    uid: 'access-log.read-log',
    displayName: 'Read the access log · 查看访问日志',
    subCategory: 'system',
    endpoints: ['accessLog.find'],
  },
  {
    uid: 'posts.edit-posts',
    displayName: 'Import posts, see gaps, appoint and dismiss · 导入岗位、查看空缺和任免',
    subCategory: 'people',
    endpoints: ['posts.import', 'gaps.find', 'holders.find', 'holders.appoint', 'holders.dismiss'],
  },
  {
    uid: 'recurrences.edit-recurrences',
    displayName: 'Say which work of posts recurs · 维护岗位的周期工作',
    subCategory: 'people',
    endpoints: [
      'recurrences.find',
      'recurrences.add',
      'recurrences.edit',
      'recurrences.end',
      'tasks.findRecurrences',
      'tasks.addRecurrences',
      'tasks.editRecurrences',
      'tasks.endRecurrences',
    ],
  },
  {
    uid: 'calendar.edit-calendar',
    displayName: 'Say which days are worked · 维护工作日历',
    subCategory: 'people',
    endpoints: ['calendar.import', 'calendar.findYear'],
  },
  {
    uid: 'claims.overview',
    displayName: 'See openings and claims of tasks · 查看任务的认领情况',
    subCategory: 'work',
    endpoints: ['tasks.findOpenings'],
  },
  {
    uid: 'tasks.check',
    displayName: 'Check tasks before they are published · 发布前检查任务',
    subCategory: 'work',
    endpoints: ['tasks.check'],
  },
  {
    uid: 'tasks.archive',
    displayName: 'Archive tasks and drives · 归档任务和专项行动',
    subCategory: 'work',
    endpoints: ['tasks.archive', 'drives.archive'],
  },
  {
    uid: 'terms.apply',
    displayName: 'Apply changed rules to published tasks · 让已发布的任务采用新的规则',
    subCategory: 'work',
    endpoints: ['tasks.findOutdated', 'tasks.applyTerms'],
  },
  {
    uid: 'parts.overview',
    displayName: 'See which content type plays which part · 查看内容类型的用途',
    subCategory: 'system',
    endpoints: ['parts.find'],
  },
  {
    uid: 'clock.adjust',
    displayName: 'Move the clock of a test server · 调整测试服务器的时钟',
    subCategory: 'system',
    endpoints: ['clock.adjust'],
  },
] as const satisfies readonly {
  uid: string;
  displayName: string;
  subCategory: string;
  endpoints: readonly EndpointName[];
}[];

/** The permission that opens an endpoint of the admin panel. */
export function permissionOf(name: EndpointName): string {
  const permission = PERMISSIONS.find(({ endpoints }) =>
    (endpoints as readonly EndpointName[]).includes(name),
  );
  if (permission === undefined) throw new Error(`no permission opens the endpoint "${name}"`);
  return `plugin::pioneer.${permission.uid}`;
}

/** Makes the permissions known, before Strapi deletes grants of permissions it does not know. */
export async function registerPermissions(strapi: Core.Strapi): Promise<void> {
  await strapi.service('admin::permission').actionProvider.registerMany(
    PERMISSIONS.map(({ uid, displayName, subCategory }) => ({
      section: 'plugins',
      pluginName: 'pioneer',
      uid,
      displayName,
      subCategory,
    })),
  );
}
