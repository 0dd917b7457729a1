import { X509Certificate } from 'node:crypto';
import type { NotifyTarget, SettingProblem } from '../../ports/notifier';
import { checkForm, filledIn, setting } from '../settings';

/** One mailbox, without a name: nothing in it ends a header or adds a recipient. */
export const MAILBOX = /^[^\s@<>()[\]\\,;:"]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i;

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?|[0-9a-f:]+)$/i;
const SECURITIES = ['tls', 'starttls', 'none'] as const;
export type MailSecurity = (typeof SECURITIES)[number];

const mailbox = checkForm(MAILBOX, '应为一个邮箱地址', 'should be one mail address');

const checkSecurity = checkForm(
  /^(?:tls|starttls|none)$/,
  '应为 tls、starttls 或 none',
  'should be tls, starttls or none',
);
const PASSWORD_UNENCRYPTED: SettingProblem = {
  zh: '选 none 时不能有密码，密码不会不加密发送',
  en: 'none does not go with a password, which is never sent unencrypted',
  remedy: {
    zh: '请改选 tls 或 starttls；服务器不需登录的，请不填密码（已保存过密码的，请另建渠道）',
    en: 'Choose tls or starttls; where the server asks for no password, leave it empty (in a new channel if one is stored)',
  },
};

const NO_PEM: SettingProblem = {
  zh: '应为 PEM 证书',
  en: 'should be certificates in PEM',
  remedy: {
    zh: '请粘贴证书文件的全部内容，从 BEGIN CERTIFICATE 行到 END CERTIFICATE 行，保留换行',
    en: 'Paste all of the file, from the line BEGIN CERTIFICATE to the line END CERTIFICATE, with its line breaks',
  },
};

/** One certificate after another, each of which can be read: of one that cannot be, nothing would be trusted. */
function isPem(text: string): boolean {
  const certificates = text.split(/(?<=-----END CERTIFICATE-----)\s+/u);
  return certificates.every((certificate) => {
    if (!/^-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----$/u.test(certificate)) return false;
    try {
      return new X509Certificate(certificate).raw.length > 0;
    } catch {
      return false;
    }
  });
}

export const MAIL_SETTINGS = [
  setting('host', {
    title: ['邮件服务器', 'Mail server'],
    why: [
      '发信（SMTP）服务器的主机名；内网服务器须在配置 outbound.allowedPrivateOrigins 中以 smtp://主机:端口 许可',
      'Host of the SMTP server; an internal one must be allowed in outbound.allowedPrivateOrigins as smtp://host:port',
    ],
    check: checkForm(HOST, '应为主机名或 IP 地址', 'should be a host name or address'),
  }),
  setting('port', {
    title: ['端口', 'Port'],
    why: ['TLS 一般为 465，STARTTLS 一般为 587', 'Mostly 465 for TLS and 587 for STARTTLS'],
    check: (text) =>
      /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
        ? null
        : { zh: '应为 1 到 65535 的数字', en: 'should be a number from 1 to 65535' },
  }),
  setting('security', {
    title: ['加密方式', 'Security'],
    why: [
      'tls、starttls 或 none；选 none 时不发送密码，只用于内网不需登录的中继',
      'tls, starttls or none; with none no password is sent, for relays of your own that ask for none',
    ],
    check: (text, { password = '' }) =>
      checkSecurity(text) ?? (text === 'none' && password !== '' ? PASSWORD_UNENCRYPTED : null),
  }),
  setting('sender', {
    title: ['发件人地址', 'Address of the sender'],
    why: ['一般须与登录的邮箱相同', 'Mostly the mailbox that is signed in with'],
    check: mailbox,
  }),
  setting('senderName', {
    optional: true,
    title: ['发件人名称', 'Name of the sender'],
    why: ['收件人看到的名称', 'What recipients see'],
    check: checkForm(/^[^\r\n<>"]{1,60}$/, '不超过 60 个字，不含引号和尖括号', '60 characters at most, no quotes'),
  }),
  setting('username', {
    optional: true,
    title: ['登录名', 'User name'],
    why: ['服务器要求登录时填写', 'Where the server asks for one'],
    check: checkForm(/^\S{1,256}$/, '不能有空格', 'must not contain blanks'),
  }),
  setting('password', {
    secret: true,
    optional: true,
    title: ['密码或授权码', 'Password'],
    why: [
      '公共邮箱一般须使用“授权码”而不是登录密码',
      'Public mail services mostly want a code of their own in place of the password',
    ],
  }),
  setting('to', {
    optional: true,
    title: ['默认收件人', 'Recipient by default'],
    why: ['没有指定人员的消息发到这个邮箱', 'Messages to nobody in particular go to this mailbox'],
    check: mailbox,
  }),
  setting('issuer', {
    optional: true,
    multiline: true,
    title: ['签发机构证书', 'Issuer of the certificate'],
    why: [
      '邮件服务器使用单位自建证书时，填写签发机构证书（PEM）',
      'Where the server has a certificate of your own: the one of its issuer, in PEM',
    ],
    check: (text) => (isPem(text) ? null : NO_PEM),
  }),
];

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly username: string;
  readonly password: string;
  readonly issuer: string;
}

export function serverOf(target: NotifyTarget): MailServer {
  const security = filledIn(target, 'security');
  return {
    host: filledIn(target, 'host'),
    port: Number(filledIn(target, 'port')),
    security: SECURITIES.find((each) => each === security) ?? 'tls',
    username: filledIn(target, 'username'),
    // Blanks at the ends of a password are of copying; nobody is given one that has them.
    password: filledIn(target, 'password'),
    issuer: filledIn(target, 'issuer'),
  };
}
