/**
 * The one catalogue of refusals. A code is its identity and is never reused once retired; the
 * texts say what was found, what was expected and what to do. `{name}` is filled from the facts
 * of the refusal. docs/errors.md is held against this table by a test.
 */

/**
 * One entry: the HTTP status it travels with and its text in both languages. What only the Content
 * Manager is ever answered carries 400, whatever was wrong: after any other status it takes the
 * refused values for saved.
 */
export interface ErrorEntry {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly zh: string;
  readonly en: string;
}

export const ERRORS = {
  // What any request may meet
  INPUT_INVALID: {
    status: 400,
    zh: '提交的内容有 {count} 处不符合要求：{fields}。请按提示修改后重试。',
    en: '{count} part(s) of the request are not as expected: {fields}. Mend them and send it again.',
  },
  UNAUTHENTICATED: {
    status: 401,
    zh: '您还没有登录，或登录已过期。请重新登录。',
    en: 'You are not signed in, or your sign-in has ended. Sign in and try again.',
  },
  NOT_GRANTED: {
    status: 403,
    zh: '您的账号没有使用这项功能的权限。如需使用，请联系管理员。',
    en: 'Your account may not use this function. Ask an administrator if you need it.',
  },
  MEMBER_REQUIRED: {
    status: 403,
    zh: '此账号没有对应的成员，无法办理。请联系管理员关联成员。',
    en: 'This account belongs to no member. Ask an administrator to link it to one.',
  },
  NOT_FOUND: {
    status: 404,
    zh: '没有找到，或您无权查看。请检查地址是否正确。',
    en: 'There is nothing here, or you may not see it. Check the address.',
  },
  VERSION_OUTDATED: {
    status: 409,
    zh: '内容已被更新（第 {found} 版，您看到的是第 {expected} 版）。请刷新后重试。',
    en: 'This has changed (version {found}, you saw {expected}). Reload it and try again.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    zh: '同一个 Idempotency-Key 已用于另一份内容。请为新的内容换一个。',
    en: 'This Idempotency-Key was already used for another request. Send a new key.',
  },
  FILE_NOT_KEPT: {
    status: 503,
    zh: '文件暂时无法保存（存储空间已满或无法连接），您的操作没有保存。请稍后再试。',
    en: 'The file cannot be kept now: its store is full or away. Nothing was saved. Try again later.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    zh: '数据库暂时无法使用，您的操作没有保存。请稍后再试。',
    en: 'The database cannot be reached; nothing was saved. Try again in a moment.',
  },
  TOO_MANY_AT_ONCE: {
    status: 503,
    zh: '此刻同时办理的人太多，还没有轮到您，您的操作没有保存。请稍后再试。',
    en: 'Too many want this at the same moment, and your turn did not come; nothing was saved. Try again in a moment.',
  },
  WRITES_THROTTLED: {
    status: 429,
    zh: '您操作得太快，这一次没有保存。请在 {seconds} 秒后再试。',
    en: 'You are sending changes too fast, and this one was not saved. Try again in {seconds} s.',
  },
  ACCESS_NOT_LOGGED: {
    status: 503,
    zh: '此项操作须记入访问日志，但现在无法记录，因此没有办理。请稍后再试，或联系管理员。',
    en: 'This has to be noted in the access log, which is not possible now, so it was not done. Try again later, or tell an administrator.',
  },
  NAMES_HIDDEN: {
    status: 400,
    zh: '您没有查看成员姓名的权限，不能按姓名筛选或排序。请按成员编号查找。',
    en: 'You may not see the names of members, so you cannot filter or sort by them. Look members up by number.',
  },
  FIELD_HIDDEN: {
    status: 400,
    zh: '此字段对所有人隐藏，不能用于筛选或排序。请使用显示的字段。',
    en: 'This field is hidden from everybody, so nobody can filter or sort by it. Choose one that is shown.',
  },
  UNEXPECTED: {
    status: 500,
    zh: '系统出现意外错误，您的操作没有保存。请稍后再试。',
    en: 'Something unexpected happened; nothing was saved. Try again in a moment.',
  },

  // What is refused before any rule is asked
  TEXT_NOT_STORABLE: {
    status: 400,
    zh: '“{where}”中含有无法保存的字符：U+0000、不完整的字符，或代替已丢失字符的“\uFFFD”。请删去后重试。',
    en: '{where} holds text that cannot be stored: U+0000, half a character, or \uFFFD, which stands for one that was lost. Remove it.',
  },
  BODY_UNREADABLE: {
    status: 400,
    zh: '提交的内容无法读取。请发送格式正确、完整的 JSON 对象、列表或表单。',
    en: 'The body cannot be read. Send a JSON object, a list or a form that is well formed and complete.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    zh: '提交的内容太大。请减少后重试。',
    en: 'The body is too large. Send less at once.',
  },
  BODY_TYPE_UNKNOWN: {
    status: 415,
    zh: '不接受这种类型、字符集或压缩方式的内容。请发送未压缩的 UTF-8 JSON；文件请用 multipart/form-data。',
    en: 'A body of this type, in this character set or compressed like this is not taken. Send JSON in UTF-8, not compressed, and files as multipart/form-data.',
  },
  INPUT_TOO_DEEP: {
    status: 400,
    zh: '“{where}”的嵌套超过 {expected} 层。请简化后重试。',
    en: '{where} is nested deeper than {expected} levels. Send something flatter.',
  },
  QUERY_TOO_LARGE: {
    status: 400,
    zh: '地址中的查询参数嵌套过深或数量过多。请减少一次查询的内容。',
    en: 'The query is nested too deeply or has too many parameters. Ask for less at once.',
  },
  INPUT_NOT_UNDERSTOOD: {
    status: 400,
    zh: '此地址无法理解提交的内容。请检查各项的名称和类型后重试。',
    en: 'This address can make nothing of what was sent. Check names and types of what is in it.',
  },
  VALUE_NOT_STORABLE: {
    status: 400,
    zh: '提交的某个值超出了允许的范围，或类型不符。请检查数字和日期后重试。',
    en: 'A value is out of range or of the wrong type. Check numbers and dates.',
  },
  DRAFTS_NOT_SERVED: {
    status: 400,
    zh: '此接口只提供已发布的内容，不接受参数“{parameter}”的这个值。请去掉该参数。',
    en: 'Only published content is served here; leave out "{parameter}".',
  },
  FIRST_ADMINISTRATOR_ONLY: {
    status: 403,
    zh: '第一个管理员只能通过启动时显示的一次性地址注册。请打开该地址，并在 15 分钟内完成注册。',
    en: 'Open the one-time address that start-up printed, then register within 15 minutes.',
  },
  FIRST_ADMINISTRATOR_ADDRESS_DEAD: {
    status: 404,
    zh: '这个一次性地址已失效：已被打开过，或已有管理员。如仍需要，请重新启动并使用新地址。',
    en: 'This one-time address is used up, or an administrator exists. Restart to get a new one.',
  },

  // People
  SIGN_IN_FAILED: {
    status: 401,
    zh: '成员编号、手机号或密码不正确，或账号尚未激活。',
    en: 'The number or password is wrong, or the account is not activated yet.',
  },
  SIGN_IN_THROTTLED: {
    status: 429,
    zh: '尝试次数过多。请在 {seconds} 秒后再试。',
    en: 'Too many attempts. Try again in {seconds} s.',
  },
  ACTIVATION_FAILED: {
    status: 400,
    zh: '成员编号、手机号或激活码不正确，或激活码已使用、已过期。请向管理员索取新的激活码。',
    en: 'The number or activation code is wrong, or the code is used up. Ask for a new one.',
  },
  PASSWORD_TOO_SHORT: {
    status: 400,
    zh: '密码有 {found} 个字符，至少需要 {expected} 个。',
    en: 'The password has {found} characters; it needs at least {expected}.',
  },
  PASSWORD_TOO_LONG: {
    status: 400,
    zh: '密码有 {found} 字节，最多 {expected} 字节（每个汉字占 3 字节）。',
    en: 'The password has {found} bytes; it may have at most {expected}.',
  },
  PASSWORD_HOLDS_NUMBER: {
    status: 400,
    zh: '密码不能包含您的成员编号或手机号。请换一个。',
    en: 'The password contains your member number or phone. Choose another one.',
  },
  PASSWORD_REPETITIVE: {
    status: 400,
    zh: '密码不能全是同一个字符。请换一个。',
    en: 'The password is one character repeated. Choose another one.',
  },
  ORGANISATION_PARENT_UNKNOWN: {
    status: 400,
    zh: '找不到上级组织“{parentCode}”。请先导入上级组织。',
    en: 'There is no organisation with the code "{parentCode}". Import the parent first.',
  },
  ORGANISATION_PARENT_FIXED: {
    status: 409,
    zh: '组织“{code}”已有上级，不能通过导入改变。',
    en: 'Organisation "{code}" already has another parent; an import does not move it.',
  },
  ORGANISATION_UNKNOWN: {
    status: 400,
    zh: '找不到组织“{code}”。请先导入该组织。',
    en: 'There is no organisation with the code "{code}". Import it first.',
  },
  PHONE_INVALID: {
    status: 400,
    zh: '手机号无效。请核对号码；境外号码以“+”和国家代码开头。',
    en: 'The phone number is not valid. Check it; numbers of other countries begin with "+".',
  },
  PHONE_TAKEN: {
    status: 409,
    zh: '这个手机号已属于成员“{number}”。一个手机号只能属于一位成员。',
    en: 'This phone belongs to member "{number}". A phone can belong to one member only.',
  },
  MEMBER_UNKNOWN: {
    status: 400,
    zh: '找不到编号为“{number}”的成员。',
    en: 'There is no member with the number "{number}".',
  },
  MEMBER_ALREADY_ACTIVE: {
    status: 409,
    zh: '成员“{number}”已经激活，不需要新的激活码。',
    en: 'Member "{number}" is already active and needs no activation code.',
  },
  MEMBERSHIP_RUNS: {
    status: 409,
    zh: '成员“{number}”在组织“{organisation}”中已经是{membershipRole}。',
    en: 'Member "{number}" already is {membershipRole} in organisation "{organisation}".',
  },
  MEMBERSHIP_ENDED: {
    status: 409,
    zh: '这个成员身份已于 {endedAt} 结束。',
    en: 'This membership ended at {endedAt}.',
  },
  POST_APPOINTER_REQUIRED: {
    status: 403,
    zh: '只有有任免权的组织的管理员可以任免这个岗位的人员。',
    en: 'Only managers of an organisation that appoints for this post may do this.',
  },
  POST_INACTIVE: {
    status: 409,
    zh: '这个岗位已停用，不能任命。',
    en: 'This post is no longer in use; nobody can be appointed.',
  },
  POST_HELD_ALREADY: {
    status: 409,
    zh: '该成员已经在这个岗位上。',
    en: 'The member holds this post already.',
  },
  POST_FULL: {
    status: 409,
    zh: '这个岗位已有 {holders} 人，最多 {maxHolders} 人。请先免去一人。',
    en: '{holders} hold this post and {maxHolders} may. Dismiss somebody first.',
  },
  POST_NOT_HELD: {
    status: 409,
    zh: '该成员已经不在这个岗位上。',
    en: 'The member does not hold this post any more.',
  },
  GAPS_FOR_MANAGERS: {
    status: 403,
    zh: '只有组织管理员可以查看岗位空缺。',
    en: 'Only managers of an organisation may see which posts lack holders.',
  },
  RECURRENCE_RULE_REFUSED: {
    status: 400,
    zh: '周期规则中不能写“{part}”，可以写：{expected}。例如每周六：FREQ=WEEKLY;BYDAY=SA。',
    en: 'A rule cannot have "{part}"; it may have {expected}. Each Saturday: FREQ=WEEKLY;BYDAY=SA.',
  },
  RECURRENCE_WITHOUT_DATES: {
    status: 400,
    zh: '从 {firstDay} 到 {until}，这条规则没有任何日期。请修改规则或起始日期。',
    en: 'The rule gives no date from {firstDay} to {until}. Change the rule or its first day.',
  },
  RECURRENCE_TASK_UNPUBLISHED: {
    status: 409,
    zh: '这个任务没有发布，不能设为周期工作。请先发布任务。',
    en: 'The task is not published, so its work cannot recur. Publish it first.',
  },
  RECURRENCE_TASK_WITHOUT_DATES: {
    status: 409,
    zh: '这个任务的单元是“{units}”，应为“岗位的周期日期”。请修改任务的单元后重新发布。',
    en: 'The units of this task are "{units}", not "dates of posts". Change that and publish it again.',
  },
  RECURRENCE_POST_INACTIVE: {
    status: 409,
    zh: '这个岗位已停用，不能再有周期工作。请选择在用的岗位。',
    en: 'This post is no longer in use, so its work cannot recur. Choose one that is in use.',
  },
  RECURRENCE_POST_ELSEWHERE: {
    status: 409,
    zh: '岗位所在组织“{postOrganisation}”不属于任务的负责组织“{taskOrganisation}”。请选择其范围内的岗位。',
    en: 'The post is in "{postOrganisation}", which is not in "{taskOrganisation}", the task\'s own.',
  },
  RECURRENCE_RUNS: {
    status: 409,
    zh: '这个岗位的这项任务已有相同的周期规则。请修改已有的那一条。',
    en: 'This work of the post recurs by the same rule already. Change that one instead.',
  },
  RECURRENCE_ENDED: {
    status: 409,
    zh: '这项周期工作已于 {endedAt} 结束，不能再改。如需恢复，请新建一项。',
    en: 'This recurrence ended at {endedAt} and stays as it is. Add a new one instead.',
  },
  RECURRENCE_WITHOUT_POSTS: {
    status: 409,
    zh: '所选组织范围内没有名为“{title}”的在用岗位。请先导入岗位，或另选岗位。',
    en: 'No post in use is called "{title}" there. Import such posts first, or choose another title.',
  },
  RECURRENCES_CHANGED: {
    status: 409,
    zh: '“{title}”的这项周期工作已被他人修改或结束。请重新打开后再改。',
    en: 'This recurring work of "{title}" was changed or ended meanwhile. Look again, then decide.',
  },
  CALENDAR_TOO_LONG: {
    status: 400,
    zh: '一次最多查询 {limit} 天，您要查询 {found} 天。请缩短范围。',
    en: 'You ask for {found} days; at most {limit} are shown at once. Ask for fewer.',
  },
  PEOPLE_BY_IMPORT: {
    status: 400,
    zh: '组织、成员、整治点和住户由导入维护，不能在这里直接改动。请到“先锋”页面导入。',
    en: 'Organisations, members, spots and households are kept by import; use the Pioneer page.',
  },
  ORGANISATION_CYCLE: {
    status: 400,
    zh: '组织“{organisation}”会成为自己的下级。请检查上级组织。',
    en: 'Organisation "{organisation}" would lie below itself. Check the parents.',
  },
  SIGN_IN_NAME_TAKEN: {
    status: 409,
    zh: '已有另一个账号使用编号“{number}”。请联系管理员处理后再激活。',
    en: 'Another account already uses "{number}". Ask an administrator to rename it, then retry.',
  },
  ROW_REPEATED: {
    status: 400,
    zh: '“{key}”在这次导入中出现了不止一次。请只保留一行。',
    en: '"{key}" appears more than once in this import. Keep one row for each.',
  },

  SPOT_FINDER_REQUIRED: {
    status: 403,
    zh: '只有整治点所属组织或其上级组织的管理员、考评员可以再次登记。',
    en: "Only managers and evaluators of the spot's organisation or one above it may find it again.",
  },
  SPOT_NOT_PUT_RIGHT: {
    status: 409,
    zh: '整治点“{spot}”自 {foundAt} 起仍待整治，不能再次登记。',
    en: 'Spot "{spot}" has waited to be put right since {foundAt}; it cannot be found again yet.',
  },

  MEMBER_ERASED: {
    status: 409,
    zh: '这名成员已经注销，个人信息已删除，无法再办理。',
    en: 'This member has left and what was kept of them is erased. Nothing more can be done with it.',
  },
  PASSWORD_WRONG: {
    status: 403,
    zh: '密码不正确，没有办理注销。请重新输入。',
    en: 'The password is wrong, so nothing was erased. Type it again.',
  },
  EXPORT_REPEATED: {
    status: 409,
    zh: '每天可以导出一次，您在 {requestedAt} 已经导出。请在 {nextAt} 之后再试。',
    en: 'A copy can be had once a day; you asked for one at {requestedAt}. Ask again after {nextAt}.',
  },
  CONSENT_OUTDATED: {
    status: 409,
    zh: '您看到的是第 {found} 版，现在是第 {current} 版。请阅读新的内容后再决定是否同意。',
    en: 'You saw version {found} of this text; it is now version {current}. Read it and decide again.',
  },

  // Work standard and workflow
  STANDARD_CRITERIA_REPEATED: {
    status: 400,
    zh: '标准中有重复的验收项代码“{key}”。每个代码只能用一次。',
    en: 'The criterion key "{key}" appears twice. Use every key once.',
  },
  STANDARD_CRITERIA_INVALID: {
    status: 400,
    zh: '标准的验收项不完整：{problem}。每个验收项需要代码、名称和 0 到 100 的整数权重。',
    en: 'A criterion is incomplete: {problem}. Each needs a key, a label and a weight of 0 to 100.',
  },
  STANDARD_CRITERION_WEIGHTLESS: {
    status: 400,
    zh: '验收项“{key}”的权重为 0，只有一票否决项可以不占权重。请填写权重。',
    en: 'Criterion "{key}" weighs 0, which only a veto item may. Give it a weight.',
  },
  STANDARD_WEIGHTS_OFF: {
    status: 400,
    zh: '各验收项权重合计为 {found}，应为 100。请调整权重。',
    en: 'The weights add up to {found}; they must add up to 100. Adjust them.',
  },
  STANDARD_PASS_MARK_OFF: {
    status: 400,
    zh: '合格分为 {found}，应为 0 到 100 的数。',
    en: 'The pass mark is {found}; it must be a number from 0 to 100.',
  },
  STANDARD_EVIDENCE_OFF: {
    status: 400,
    zh: '标准的“{field}”为 {found}，应为 {expected} 的整数。',
    en: 'The standard has {found} as {field}; expected a whole number of {expected}.',
  },
  STANDARD_GRADES_INVALID: {
    status: 400,
    zh: '标准的等次不完整：{problem}。每个等次需要代码、名称和 0 到 100 的整数起点。',
    en: 'A grade is incomplete: {problem}. Each needs a key, a label and a whole number of 0 to 100.',
  },
  STANDARD_GRADE_OFF: {
    status: 400,
    zh: '等次“{key}”从 {found} 分起，应为 0 到 100。',
    en: 'Grade "{key}" starts at {found}; it must start at 0 to 100.',
  },
  STANDARD_GRADES_REPEATED: {
    status: 400,
    zh: '有两个等次都用了“{repeated}”。代码和起点分都只能用一次。',
    en: 'Two grades have {repeated}. Use every key and every lower bound once.',
  },
  FORM_INVALID: {
    status: 400,
    zh: '表单不完整：{problem}。每个字段需要代码、名称和类型，选项需要代码和名称。',
    en: 'A field is incomplete: {problem}. Each needs a key, a label and a type.',
  },
  FORM_FIELDS_REPEATED: {
    status: 400,
    zh: '表单中有重复的字段代码“{key}”（专项行动的字段接在工作标准的字段之后）。每个代码只能用一次。',
    en: 'The field key "{key}" appears twice; fields of a drive follow the standard\'s. Use it once.',
  },
  FORM_CHOICE_WITHOUT_OPTIONS: {
    status: 400,
    zh: '字段“{key}”没有选项可选。请填写选项。',
    en: 'Field "{key}" offers no options to choose from. Write some.',
  },
  FORM_OPTIONS_REPEATED: {
    status: 400,
    zh: '字段“{key}”中有重复的选项代码“{option}”。每个代码只能用一次。',
    en: 'Field "{key}" has two options with the key "{option}". Use every key once.',
  },
  FORM_OPTIONS_NOT_TAKEN: {
    status: 400,
    zh: '字段“{key}”的类型是“{type}”，不能有选项。请去掉选项或改变类型。',
    en: 'Field "{key}" takes a {type} and no options. Remove them or change the type.',
  },
  FORM_LIMITS_NOT_TAKEN: {
    status: 400,
    zh: '字段“{key}”的类型是“{type}”，不能有上下限。请去掉上下限或改变类型。',
    en: 'Field "{key}" takes a {type} and no limits. Remove them or change the type.',
  },
  FORM_LIMIT_OFF: {
    status: 400,
    zh: '字段“{key}”的上下限不能是 {found}。字数和选项数应为不小于 0 的整数。',
    en: 'Field "{key}" cannot have the limit {found}. Characters and choices are counted from 0.',
  },
  FORM_LIMITS_EXCLUDE_ALL: {
    status: 400,
    zh: '字段“{key}”的下限和上限之间没有任何答案。请调整上下限。',
    en: 'No answer lies within the limits of field "{key}". Adjust them.',
  },
  WORKFLOW_STEPS_INVALID: {
    status: 400,
    zh: '流程的环节不完整：{problem}。每个环节需要代码和名称，时限为整数小时。',
    en: 'A step is incomplete: {problem}. Each needs a key and a label; limits are whole hours.',
  },
  WORKFLOW_STEPS_REPEATED: {
    status: 400,
    zh: '流程中有重复的环节代码“{key}”。每个代码只能用一次。',
    en: 'The step key "{key}" appears twice. Use every key once.',
  },
  WORKFLOW_STEP_REMINDS_LATE: {
    status: 400,
    zh: '环节“{key}”的提醒在 {remindHours} 小时后，而时限为 {hours} 小时。提醒应早于时限。',
    en: 'Step "{key}" reminds after {remindHours} hours but ends after {hours}. Remind earlier.',
  },
  WORKFLOW_STEP_MEMBER_UNKNOWN: {
    status: 400,
    zh: '环节“{key}”点名的成员编号“{number}”不存在。请核对编号。',
    en: 'Step "{key}" names member "{number}", who does not exist. Check the number.',
  },
  WORKFLOW_INVALID: {
    status: 400,
    zh: '流程的“{field}”为 {found}，应为 {expected}。',
    en: 'The workflow has {found} as {field}; expected {expected}.',
  },
  AUDIENCE_INVALID: {
    status: 400,
    zh: '“{field}”的表达式有误（{where}）：{problem}。请核对后重试。',
    en: 'The expression of "{field}" is wrong ({where}): {problem}. Correct it and save again.',
  },
  AUDIENCE_TOO_COSTLY: {
    status: 400,
    zh: '“{field}”的表达式里，“{what}”为 {found}，最多 {most}。请写得简单一些。',
    en: 'The expression of "{field}" has {found} of "{what}"; the limit is {most}. Make it simpler.',
  },

  // Task and publication
  TASK_INCOMPLETE: {
    status: 400,
    zh: '任务还不能发布，缺少：{missing}。请在任务或专项行动中填写。',
    en: 'The task cannot be published yet; missing: {missing}. Fill it in on the task or its drive.',
  },
  TASK_DATES_DISORDERED: {
    status: 400,
    zh: '任务的日期次序不对：“{later}”早于“{earlier}”。',
    en: 'The dates of the task are out of order: {later} is before {earlier}.',
  },
  TASK_TOO_MANY_UNITS: {
    status: 400,
    zh: '该任务共有 {found} 个单元，最多 {most} 个。请选择范围更小的负责组织或类别。',
    en: 'The task has {found} units; {most} are the most. Choose a smaller organisation or category.',
  },
  TASK_STEP_WITHOUT_LEVEL: {
    status: 400,
    zh: '环节“{key}”由“{level}”验收，但该任务的组织及其上级中没有这一类组织。请调整流程或组织。',
    en: 'Step "{key}" is for a {level}; the task\'s organisation is none and lies below none.',
  },
  TASK_WITHOUT_SLOTS: {
    status: 400,
    zh: '任务没有任何名额。请至少为成员或组织设置一个名额。',
    en: 'The task has no slots. Give it at least one slot for members or for organisations.',
  },
  TASK_DATES_UNASSIGNED: {
    status: 400,
    zh: '单元为岗位的周期日期时，认领方式应为“指派”，现为“{mode}”；成员名额至少 1 个，现为 {slots} 个。',
    en: 'Dates of posts are assigned to members: found mode "{mode}", {slots} member slot(s).',
  },
  TASK_SLOTS_BELOW_TAKEN: {
    status: 400,
    zh: '名额改为 {slots}，但已有 {taken} 个被认领。名额不能少于已认领数。',
    en: 'You set {slots} slot(s), but {taken} are taken. There must be at least as many as are taken.',
  },
  TASK_HAS_CLAIMS: {
    status: 400,
    zh: '该任务已有认领记录，不能删除。请改为撤回发布。',
    en: 'This task has claims and cannot be deleted. Unpublish it instead.',
  },
  TASK_HAS_LIVE_CLAIMS: {
    status: 409,
    zh: '还有 {claims} 件认领没有结束，不能归档。请先验收，或由组织管理员取消。',
    en: '{claims} claim(s) still run, so it cannot be archived. Have them evaluated or cancelled first.',
  },
  EVALUATION_GOVERNED: {
    status: 400,
    zh: '成效评价由系统在验收时写入，“{fields}”不能手工改动。您可以补充文字和图片。',
    en: 'Evaluations are written when a claim is decided; {fields} cannot be changed by hand.',
  },

  // Opening and claim
  OPENING_NOT_YET_OPEN: {
    status: 409,
    zh: '认领还没有开始，开始时间为 {opensAt}。',
    en: 'Claiming has not started yet; it starts at {opensAt}.',
  },
  OPENING_CLOSED: {
    status: 409,
    zh: '认领已经结束。请看看其他任务。',
    en: 'Claiming is over. Have a look at other tasks.',
  },
  OPENING_FULL: {
    status: 409,
    zh: '名额已满（{slots} 个已全部认领）。请看看其他任务。',
    en: 'All {slots} slot(s) are taken. Have a look at other tasks.',
  },
  OPENING_FULL_MAY_WAIT: {
    status: 409,
    zh: '名额已满（{slots} 个已全部认领）。可以加入候补，有空出的名额会按先后通知您确认。',
    en: 'All {slots} slot(s) are taken. You may wait: who waits longest is offered the next free one.',
  },
  OPENING_NOT_CLAIMABLE: {
    status: 409,
    zh: '此任务的认领方式是“{mode}”，不能自行认领。',
    en: 'Claimants of this task are named ("{mode}"); it cannot be claimed by oneself.',
  },
  CLAIMANT_UNKNOWN: {
    status: 400,
    zh: '找不到认领方“{claimant}”。请核对后重试。',
    en: 'There is no such claimant: {claimant}. Check the id and try again.',
  },
  CO_CLAIMANT_OUTSIDE: {
    status: 400,
    zh: '共同认领人“{member}”不是该组织及其下级组织的成员。',
    en: 'Member {member} belongs neither to the organisation nor to one below it.',
  },
  CO_CLAIMANTS_NOT_TAKEN: {
    status: 400,
    zh: '只有组织认领才能有共同认领人。',
    en: "Only an organisation's claim has co-claimants.",
  },
  CLAIM_LIMIT_REACHED: {
    status: 409,
    zh: '同时进行的认领已有 {running} 个，上限为 {limit} 个。请先完成手头的工作。',
    en: '{running} claims are running, and {limit} is the limit. Finish one of them first.',
  },
  CLAIM_COOLING_DOWN: {
    status: 409,
    zh: '此前有认领过期未完成，{until} 之后才能再次认领。',
    en: 'A claim expired without being finished; you may claim again from {until}.',
  },
  OPENING_NOT_FOR_YOU: {
    status: 403,
    zh: '此任务面向其他对象，不符合的要求：{condition}。',
    en: 'This task is for others. What does not hold: {condition}.',
  },
  CLAIM_NOT_ELIGIBLE: {
    status: 409,
    zh: '现在还不能认领，未满足的条件：{condition}。',
    en: 'Claiming is not possible yet. What is missing: {condition}.',
  },
  OPENING_KIND_REFUSED: {
    status: 409,
    zh: '此任务不接受{kind}认领。',
    en: 'This task cannot be claimed by a {kind}.',
  },
  OPENING_TERMS_CHANGED: {
    status: 409,
    zh: '认领约定刚刚更新。请阅读新的约定后再认领。',
    en: 'The terms have just changed. Read the new ones and claim again.',
  },
  REPRESENTATIVE_REQUIRED: {
    status: 403,
    zh: '只有该组织的代表可以代表组织认领。',
    en: 'Only a representative of the organisation may claim for it.',
  },
  MANAGER_REQUIRED: {
    status: 403,
    zh: '只有任务所属组织及其上级组织的管理员可以这样做。',
    en: "Only a manager of the task's organisation, or of one above it, may do this.",
  },
  CLAIM_ALREADY_LIVE: {
    status: 409,
    zh: '已经认领过，正在进行中，不能重复认领。',
    en: 'This is already claimed by you and still running.',
  },
  CLAIM_NOT_YOURS: {
    status: 403,
    zh: '“{command}”要由{roles}来做。',
    en: '"{command}" is for: {roles}.',
  },
  CLAIM_OWN_WORK: {
    status: 403,
    zh: '您参与了这项认领，要由其他组织管理员决定。',
    en: 'You have part in this claim, so another manager must decide on it.',
  },
  CLAIM_STATE_REFUSES: {
    status: 409,
    zh: '现在的状态是“{state}”，不能“{command}”。需要的状态：{expected}。',
    en: 'The claim is {state}; "{command}" needs: {expected}.',
  },
  CLAIM_CHANGED: {
    status: 409,
    zh: '内容已被更新（第 {found} 版，您看到的是第 {expected} 版）。请刷新后重试。',
    en: 'The claim has changed (version {found}, you saw {expected}). Reload it and try again.',
  },
  CLAIM_LEASE_ENDED: {
    status: 409,
    zh: '认领有效期已于 {leaseEndsAt} 结束。',
    en: 'The lease of this claim ended at {leaseEndsAt}.',
  },
  CLAIM_OFFER_ENDED: {
    status: 409,
    zh: '名额只保留到 {offerEndsAt}，现已让给他人。',
    en: 'The slot was kept for you until {offerEndsAt} and is given to others now.',
  },
  CLAIM_EXTENSIONS_USED: {
    status: 409,
    zh: '已延期 {extended} 次，最多可自行延期 {extensions} 次。如需再延，请联系组织管理员。',
    en: 'Extended {extended} time(s) of {extensions}. Ask a manager for more.',
  },
  CLAIM_TERMS_CURRENT: {
    status: 409,
    zh: '此认领已经采用最新的约定，无需改用。',
    en: 'The claim is under the newest terms already; there is nothing to move it to.',
  },
  CLAIM_WITHDRAWAL_ASKED: {
    status: 409,
    zh: '已申请撤回，请等待组织管理员答复。',
    en: 'You have asked to withdraw; wait for a manager to answer.',
  },
  CLAIM_WITHDRAWAL_NOT_ASKED: {
    status: 409,
    zh: '认领方没有申请撤回。',
    en: 'The claimant has not asked to withdraw.',
  },
  CLAIM_NOT_ACKNOWLEDGED: {
    status: 409,
    zh: '请先确认已阅读退回原因，再重新提交。',
    en: 'Acknowledge why it was returned before you submit again.',
  },
  CLAIM_ALREADY_ACKNOWLEDGED: {
    status: 409,
    zh: '退回原因已经确认过，可以重新提交了。',
    en: 'The reason is already acknowledged; you can submit again.',
  },
  CLAIM_APPEAL_OPEN: {
    status: 409,
    zh: '申诉期到 {appealEndsAt} 才结束。',
    en: 'The appeal window is open until {appealEndsAt}.',
  },
  CLAIM_LEASE_RUNS: {
    status: 409,
    zh: '认领有效期到 {leaseEndsAt} 才结束。',
    en: 'The lease runs until {leaseEndsAt}.',
  },
  CLAIM_DUE_DATE_OF_MANAGERS: {
    status: 403,
    zh: '完成期限由组织管理员调整。您可以延长认领有效期，或请组织管理员调整期限。',
    en: 'Managers move the due date. Extend the lease alone, or ask a manager.',
  },
  CLAIM_WITHOUT_DUE_DATE: {
    status: 409,
    zh: '此认领没有完成期限，无需调整。',
    en: 'The claim has no due date; there is nothing to move.',
  },
  CLAIM_DUE_DATE_NOT_LATER: {
    status: 409,
    zh: '新的完成期限是 {found}，须晚于 {expected}。',
    en: 'The new due date is {found}; it must be later than {expected}.',
  },
  CLAIM_NOT_DUE: {
    status: 409,
    zh: '没有需要提醒的完成期限。',
    en: 'There is no due date to be reminded of.',
  },
  CLAIM_STEP_RUNS: {
    status: 409,
    zh: '本环节的时限还没有到。',
    en: 'The time limit of this step has not passed yet.',
  },
  REPORT_CLIENT_ID_TAKEN: {
    status: 409,
    zh: '这个 clientId 已用于另一条进展。请为新的进展换一个。',
    en: 'This clientId belongs to another report. Use a new one for each report.',
  },
  ANSWER_MISSING: {
    status: 400,
    zh: '“{key}”必须填写。',
    en: '"{key}" must be answered.',
  },
  ANSWER_UNKNOWN: {
    status: 400,
    zh: '这项认领的表单中没有“{key}”。请刷新后按现在的表单填写。',
    en: 'The form of this claim does not ask "{key}". Reload it and answer what it asks.',
  },
  ANSWER_TYPE_OFF: {
    status: 400,
    zh: '“{key}”应填写：{type}。',
    en: '"{key}" takes a {type}.',
  },
  ANSWER_OUTSIDE_LIMITS: {
    status: 400,
    zh: '“{key}”为 {found}，应在 {range} 之内。',
    en: '"{key}" is {found}; it must be within {range}.',
  },
  ANSWER_NOT_AN_OPTION: {
    status: 400,
    zh: '“{key}”的答案不在选项之中。请从选项中选择。',
    en: '"{key}" is none of the options. Choose from them.',
  },
  ANSWER_REPEATED: {
    status: 400,
    zh: '“{key}”重复选择了同一个选项。每个选项只选一次。',
    en: '"{key}" has one option twice. Choose each once.',
  },
  COMMAND_NOT_YET: {
    status: 409,
    zh: '“{command}”尚未开放。',
    en: '"{command}" is not available yet.',
  },

  // Evidence
  EVIDENCE_MISSING: {
    status: 409,
    zh: '“{moment}”的佐证有 {found} 份，至少需要 {expected} 份。请上传并附在进展中，再提交验收。',
    en: 'Reports show {found} piece(s) of evidence from {moment} the work; {expected} are needed.',
  },
  EVIDENCE_UNKNOWN: {
    status: 400,
    zh: '这项认领没有编号为“{id}”的佐证。请重新上传。',
    en: 'This claim has no evidence "{id}". Upload it again.',
  },
  EVIDENCE_USED: {
    status: 409,
    zh: '编号为“{id}”的佐证已附在另一条进展中。',
    en: 'Another report shows the evidence "{id}" already.',
  },
  EVIDENCE_ERASED: {
    status: 404,
    zh: '上传这份佐证的成员已经注销，文件已删除，只保留评价结果。',
    en: 'Whoever uploaded this has left, so its content is deleted; what came of it stays.',
  },
  EVIDENCE_CLIENT_ID_TAKEN: {
    status: 409,
    zh: '这个 clientId 已用于另一份佐证。请为新的佐证换一个。',
    en: 'This clientId belongs to other evidence. Use a new one for each file.',
  },
  EVIDENCE_FULL: {
    status: 409,
    zh: '这项认领已有 {found} 份佐证，上限为 {expected} 份。',
    en: 'This claim has {found} pieces of evidence; {expected} is the limit.',
  },
  EVIDENCE_TOO_LARGE: {
    status: 413,
    zh: '文件大小为 {found} 字节，最多 {expected} 字节。请压缩后再上传。',
    en: 'The file has {found} bytes; it may have at most {expected}. Make it smaller.',
  },
  EVIDENCE_TYPE_REFUSED: {
    status: 400,
    zh: '只接受照片（JPEG、PNG、WebP）和 PDF 文件，以文件内容为准。',
    en: 'Only photos (JPEG, PNG, WebP) and PDF files are taken, whatever the name says.',
  },
  EVIDENCE_PAIR_OFF: {
    status: 400,
    zh: '编号为“{id}”的佐证不是这项认领的事前照片。请只为事后照片选择一张事前照片。',
    en: '"{id}" is no photo of before the work of this claim. Hold a photo of after against one of before.',
  },
  EVIDENCE_UNREADABLE: {
    status: 400,
    zh: '照片已损坏，无法读取。请重新拍摄或选择另一张。',
    en: 'The photo is damaged and cannot be read. Take it again or choose another one.',
  },
  EVIDENCE_TOO_MANY_PIXELS: {
    status: 400,
    zh: '照片有 {found} 像素，最多 {expected} 像素。请缩小后再上传。',
    en: 'The photo has {found} pixels; it may have at most {expected}. Make it smaller.',
  },

  // Evaluation
  EVALUATION_OWN_WORK: {
    status: 403,
    zh: '您参与过这项工作，不能由您验收。',
    en: 'You had part in this work, so somebody else must evaluate it.',
  },
  EVALUATION_NOT_YOUR_TURN: {
    status: 409,
    zh: '现在是第 {step} 个环节，由其他考评员验收。',
    en: 'This is at step {step}, which other evaluators decide.',
  },
  SCORES_INVALID: {
    status: 400,
    zh: '评分与标准不符：{problem}。请为每个验收项打 0 到 100 的整数分。',
    en: 'The scores do not fit the standard: {problem}. Give each criterion an integer of 0 to 100.',
  },
  SCORE_MUST_APPLY: {
    status: 400,
    zh: '验收项“{key}”不能选“不适用”。请打 0 到 100 的整数分。',
    en: 'Criterion "{key}" always applies. Give it an integer of 0 to 100.',
  },
  SCORES_ALL_INAPPLICABLE: {
    status: 400,
    zh: '所有占权重的验收项都选了“不适用”，无法计分。请至少为一项打分。',
    en: 'No criterion that carries weight applies, so there is no score. Score at least one.',
  },
  SCORE_BELOW_PASS_MARK: {
    status: 409,
    zh: '得分 {score} 低于合格分 {passMark}，不能通过。请退回或不予通过。',
    en: 'The score {score} is below the pass mark {passMark}. Return or reject it instead.',
  },

  // Clock of tests, demonstration and replay
  CLOCK_FIXED: {
    status: 403,
    zh: '本系统的时钟不可调整。',
    en: 'The clock of this server cannot be moved.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** Facts fill the placeholders of a text and travel to the client beside the code. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** What core answers when a rule says no. Use cases throw it as a DomainError. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly facts: Facts;
}

/** Makes a refusal. */
export function refusal(code: ErrorCode, facts: Facts = {}): Refusal {
  return { code, facts };
}
