import { existsSync } from 'node:fs';

/** What the greeting is about. */
export interface Greeting {
  /** The address that people use, without a path. */
  readonly url: string;
  readonly firstAdministratorUrl: string | null;
  readonly passwordsFile: string;
}

/** Says where everything is and how to sign in, in Chinese and English. */
export function greet({ url, firstAdministratorUrl, passwordsFile }: Greeting): void {
  const lines: [label: string, value: string][] = [
    ['网站 Site', `${url}/`],
    ['接口 Content API', `${url}/api`],
    ['管理后台 Admin panel', `${url}/admin`],
  ];
  if (firstAdministratorUrl !== null) {
    lines.push(['创建首位管理员 First administrator', firstAdministratorUrl]);
  }
  if (existsSync(passwordsFile)) {
    lines.push(['登录账号和密码 Accounts to sign in with', passwordsFile]);
  }
  lines.push(['停止 Stop', 'Ctrl + C']);

  const column = Math.max(...lines.map(([label]) => widthOf(label))) + 2;
  const rows = lines.map(([label, value]) => {
    return `  ${label}${' '.repeat(column - widthOf(label))}${value}`;
  });
  console.log(`\n  美丽先锋 Beautiful Pioneer\n\n${rows.join('\n')}\n`);
}

/** Columns on a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0);
}
