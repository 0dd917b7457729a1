import type { DeliveryFailureCode, DeliveryNext } from '../../../domain/notify/deliveryFailure';

/** What became of a message, and what to do. */
const deliveryFailure: Record<DeliveryFailureCode, string> = {
  'address-unusable': '地址不可用：请重新复制完整的地址',
  'address-private': '地址指向内网或本机：确需访问的，请在配置 outbound.allowedPrivateOrigins 中列出',
  'name-unresolved': '主机名无法解析：请核对地址，检查 DNS',
  'connection-refused': '对方拒绝连接：请核对主机和端口',
  'host-unreachable': '网络不可达：请检查本机外网出口',
  'connect-timeout': '建立连接超时：请检查网络和防火墙',
  'host-busy': '等待访问该主机的请求过多，稍后自动重试',
  'host-resting': '该主机连续失败，暂停访问，稍后自动重试',
  'certificate-expired': '对方的证书已过期：请联系对方更换证书，并核对本机时间',
  'certificate-refused': '对方的证书不可信，或加密握手失败：请核对主机名，使用单位自建证书的，请填写签发机构证书',
  'encryption-missing': '对方不支持加密连接，未发送任何内容：请更换端口或加密方式',
  'own-trouble': '本系统故障，未发出，稍后自动重试',
  withdrawn: '发送前已撤回，未发出',
  'answer-late': '已发出，但对方没有按时答复：可能已送达，反复出现的请检查对方服务',
  'connection-lost': '发送途中连接中断：可能已送达',
  'answer-too-large': '对方的答复过大，已中止接收：可能已送达，请核对地址',
  'answer-unreadable': '对方的答复无法识别（例如返回了网页）：可能已送达，请核对地址',
  'code-unknown': '对方返回未收录的错误码：可能已送达，请到对方核对',
  'server-error': '对方服务出错：可能已送达，反复出现的请联系对方',
  'too-fast': '发送过于频繁，对方暂停接收，到时自动重试',
  'service-busy': '对方服务繁忙，稍后自动重试',
  'mail-deferred': '邮件服务器要求稍后再投（灰名单或繁忙），到时自动重试',
  redirected: '对方要求转到别的地址，未跟随：请填写最终地址',
  'address-unknown': '对方不认识该地址：机器人可能已被移除，请重新添加并复制地址',
  'channel-stopped': '机器人已停用或群已解散：请恢复或更换',
  'signature-refused': '签名不符：请重新复制加签密钥，并核对本机时间',
  'keyword-missing': '消息中没有机器人要求的关键词：请在渠道设置中填写',
  'ip-refused': '本机 IP 不在对方允许的范围：请加入白名单',
  'secret-refused': '用户名、密码或密钥不被接受：请重新填写',
  'right-missing': '没有发送权限：请由应用或邮件服务器的管理员授权',
  'request-refused': '对方不接受该请求：请核对地址和设置',
  'sender-refused': '邮件服务器不接受发件人地址：请核对',
  'recipient-missing': '没有收件人：请填写该人员的地址，或渠道的默认收件人',
  'recipient-unknown': '对方没有该收件人：请核对其地址',
  'recipient-refused': '收件人不能接收：请核对应用的可见范围和授权，或请其清理信箱',
  'content-too-long': '消息过长，对方不收：请为渠道设置备用渠道',
  'content-refused': '对方不接受消息内容：请修改文字',
  'content-malformed': '对方认为消息格式有误：请核对渠道的种类和地址，或设置备用渠道',
};
const deliveryNext: Record<DeliveryNext, string> = {
  'retry-later': '稍后自动重试',
  reauthorise: '需重新填写密码或密钥',
  'fix-content': '需修改内容',
  'fix-configuration': '需修改渠道设置',
  'give-up': '不再发送',
  reconcile: '无法确认是否送达，不再重发',
};

/** Words for how messages end. */
export const deliveryCodes = { deliveryFailure, deliveryNext };
