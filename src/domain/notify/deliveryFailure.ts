/** What to do next about a message that was not taken (invariant 10). `reconcile`: nobody can know whether it was. */
export const DELIVERY_NEXTS = [
  'retry-later',
  'reauthorise',
  'fix-content',
  'fix-configuration',
  'give-up',
  'reconcile',
] as const;
export type DeliveryNext = (typeof DELIVERY_NEXTS)[number];

interface FailureRow {
  readonly next: DeliveryNext;
  /** What happened and what to do, for the screen. */
  readonly zh: string;
  readonly en: string;
}

const row = (next: DeliveryNext, zh: string, en: string): FailureRow => ({ next, zh, en });

/**
 * Every way a message can fail, over all channels, told apart by what to do next. Vendor codes are mapped to these in
 * one table per channel (`src/notify`).
 */
export const DELIVERY_FAILURES = {
  // The way there.
  'address-unusable': row(
    'fix-configuration',
    '地址不可用：请重新复制完整的地址',
    'The address is unusable: copy it again in full',
  ),
  'address-private': row(
    'fix-configuration',
    '地址指向内网或本机：确需访问的，请在配置 outbound.allowedPrivateOrigins 中列出',
    'The address is internal: list it in outbound.allowedPrivateOrigins if it is meant',
  ),
  'name-unresolved': row(
    'retry-later',
    '主机名无法解析：请核对地址，检查 DNS',
    'The host name cannot be resolved: check the address and DNS',
  ),
  'connection-refused': row('retry-later', '对方拒绝连接：请核对主机和端口', 'Connection refused: check host and port'),
  'host-unreachable': row(
    'retry-later',
    '网络不可达：请检查本机外网出口',
    'The network is unreachable: check the line of this machine',
  ),
  'connect-timeout': row(
    'retry-later',
    '建立连接超时：请检查网络和防火墙',
    'Connecting timed out: check network and firewall',
  ),
  'host-busy': row(
    'retry-later',
    '等待访问该主机的请求过多，稍后自动重试',
    'Too many requests wait for this host; tried again later',
  ),
  'host-resting': row(
    'retry-later',
    '该主机连续失败，暂停访问，稍后自动重试',
    'The host failed repeatedly and is left alone for a while',
  ),
  'certificate-expired': row(
    'fix-configuration',
    '对方的证书已过期：请联系对方更换证书，并核对本机时间',
    'The certificate of the other side has expired: have it renewed, and check the clock of this machine',
  ),
  'certificate-refused': row(
    'fix-configuration',
    '对方的证书不可信，或加密握手失败：请核对主机名，使用单位自建证书的，请填写签发机构证书',
    'The certificate is not trusted or TLS failed: check the host name, and enter the issuer of one of your own',
  ),
  'encryption-missing': row(
    'fix-configuration',
    '对方不支持加密连接，未发送任何内容：请更换端口或加密方式',
    'The other side offers no encryption, nothing was sent: choose another port or security',
  ),
  withdrawn: row('retry-later', '发送前已撤回，未发出', 'Withdrawn before it was sent'),
  // No word of what became of it.
  'answer-late': row(
    'reconcile',
    '已发出，但对方没有按时答复：可能已送达',
    'Sent, but no reply in time: it may have arrived',
  ),
  'connection-lost': row(
    'reconcile',
    '发送途中连接中断：可能已送达',
    'The connection broke while sending: it may have arrived',
  ),
  'answer-too-large': row(
    'reconcile',
    '对方的答复过大，已中止接收：可能已送达',
    'The reply was too large to take: it may have arrived',
  ),
  'answer-unreadable': row(
    'reconcile',
    '对方的答复无法识别（例如返回了网页）：可能已送达，请核对地址',
    'The reply cannot be read (a web page, for instance): it may have arrived; check the address',
  ),
  'code-unknown': row(
    'reconcile',
    '对方返回未收录的错误码：可能已送达',
    'The reply carries a code that is on no list: it may have arrived',
  ),
  'server-error': row('reconcile', '对方服务出错：可能已送达', 'The other side failed: it may have arrived'),
  // What the other side says.
  'too-fast': row(
    'retry-later',
    '发送过于频繁，对方暂停接收，到时自动重试',
    'Sent too often; tried again when the other side listens again',
  ),
  'service-busy': row('retry-later', '对方服务繁忙，稍后自动重试', 'The other side is busy; tried again later'),
  'mail-deferred': row(
    'retry-later',
    '邮件服务器要求稍后再投（灰名单或繁忙），到时自动重试',
    'The mail server asks to come back later (greylisting or busy)',
  ),
  redirected: row(
    'fix-configuration',
    '对方要求转到别的地址，未跟随：请填写最终地址',
    'The other side redirects, which is not followed: enter the final address',
  ),
  'address-unknown': row(
    'fix-configuration',
    '对方不认识该地址：机器人可能已被移除，请重新添加并复制地址',
    'The other side does not know the address: the robot may have been removed; add it again and copy its address',
  ),
  'channel-stopped': row(
    'fix-configuration',
    '机器人已停用或群已解散：请恢复或更换',
    'The robot is stopped or its group is gone: restore or replace it',
  ),
  'signature-refused': row(
    'fix-configuration',
    '签名不符：请重新复制加签密钥，并核对本机时间',
    'The signature is refused: copy the signing secret again, and check the clock of this machine',
  ),
  'keyword-missing': row(
    'fix-configuration',
    '消息中没有机器人要求的关键词：请在渠道设置中填写',
    'The keyword that the robot asks for is missing: enter it in the settings of the channel',
  ),
  'ip-refused': row(
    'fix-configuration',
    '本机 IP 不在对方允许的范围：请加入白名单',
    'The address of this machine is not allowed: add it to the list of the other side',
  ),
  'secret-refused': row(
    'reauthorise',
    '用户名、密码或密钥不被接受：请重新填写',
    'User name, password or secret is refused: enter it again',
  ),
  'right-missing': row(
    'fix-configuration',
    '应用没有发送权限：请由管理员授权',
    'The application may not send: have its administrator allow it',
  ),
  'request-refused': row(
    'fix-configuration',
    '对方不接受该请求：请核对地址和设置',
    'The other side does not accept the request: check address and settings',
  ),
  'sender-refused': row(
    'fix-configuration',
    '邮件服务器不接受发件人地址：请核对',
    'The mail server refuses the sender: check the address',
  ),
  'recipient-missing': row(
    'fix-configuration',
    '没有收件人：请填写该人员的地址，或渠道的默认收件人',
    'There is no recipient: enter the address of the person, or one for the channel',
  ),
  'recipient-unknown': row(
    'give-up',
    '对方没有该收件人：请核对其地址',
    'The recipient is not known there: check the address',
  ),
  'recipient-refused': row(
    'give-up',
    '收件人不能接收（不在应用可见范围、未授权或信箱已满）',
    'The recipient cannot be reached (outside the application, without a licence, or mailbox full)',
  ),
  'content-too-long': row('fix-content', '消息过长', 'The message is too long'),
  'content-refused': row(
    'fix-content',
    '对方不接受消息内容：请修改文字',
    'The other side refuses what is said: change the text',
  ),
  'content-malformed': row('fix-content', '对方认为消息格式有误', 'The other side finds the message malformed'),
} as const satisfies Readonly<Record<string, FailureRow>>;

export type DeliveryFailureCode = keyof typeof DELIVERY_FAILURES;
