import type { deliveryCodes as zh } from '../../zh/codes/deliveries';

export const deliveryCodes: typeof zh = {
  deliveryFailure: {
    'address-unusable': 'The address is unusable: copy it again in full',
    'address-private': 'The address is internal: list it in outbound.allowedPrivateOrigins if it is meant',
    'name-unresolved': 'The host name cannot be resolved: check the address and DNS',
    'connection-refused': 'Connection refused: check host and port',
    'host-unreachable': 'The network is unreachable: check the line of this machine',
    'connect-timeout': 'Connecting timed out: check network and firewall',
    'host-busy': 'Too many requests wait for this host; tried again later',
    'host-resting': 'The host failed repeatedly and is left alone for a while',
    'certificate-expired':
      'The certificate of the other side has expired: have it renewed, and check the clock of this machine',
    'certificate-refused':
      'The certificate is not trusted or TLS failed: check the host name, and enter the issuer of one of your own',
    'encryption-missing': 'The other side offers no encryption, nothing was sent: choose another port or security',
    'own-trouble': 'Trouble of our own, nothing was sent; tried again later',
    withdrawn: 'Withdrawn before it was sent',
    'answer-late': 'Sent, but no reply in time: it may have arrived; check the other side where this happens often',
    'connection-lost': 'The connection broke while sending: it may have arrived',
    'answer-too-large': 'The reply was too large to take: it may have arrived; check the address',
    'answer-unreadable': 'The reply cannot be read (a web page, for instance): it may have arrived; check the address',
    'code-unknown': 'The reply carries a code that is on no list: it may have arrived; look there whether it did',
    'server-error': 'The other side failed: it may have arrived; ask them where this happens often',
    'too-fast': 'Sent too often: the other side takes nothing for a while, then it is tried again',
    'service-busy': 'The other side is busy; tried again later',
    'mail-deferred': 'The mail server asks to come back later (greylisting or busy)',
    redirected: 'The other side redirects, which is not followed: enter the final address',
    'address-unknown':
      'The other side does not know the address: the robot may have been removed; add it again and copy its address',
    'channel-stopped': 'The robot is stopped or its group is gone: restore or replace it',
    'signature-refused': 'The signature is refused: copy the signing secret again, and check the clock of this machine',
    'keyword-missing': 'The keyword that the robot asks for is missing: enter it in the settings of the channel',
    'ip-refused': 'The address of this machine is not allowed: add it to the list of the other side',
    'secret-refused': 'User name, password or secret is refused: enter it again',
    'right-missing': 'Not allowed to send: have the administrator of the application or mail server allow it',
    'request-refused': 'The other side does not accept the request: check address and settings',
    'sender-refused': 'The mail server refuses the sender: check the address',
    'recipient-missing': 'There is no recipient: enter the address of the person, or one for the channel',
    'recipient-unknown': 'The recipient is not known there: check the address',
    'recipient-refused':
      'The recipient cannot be reached: check who may see the application, their licence, or have the mailbox emptied',
    'content-too-long': 'The message is too long for the other side: give the channel a fallback',
    'content-refused': 'The other side refuses what is said: change the text',
    'content-malformed':
      'The other side finds the message malformed: check kind and address of the channel, or give it a fallback',
  },
  deliveryNext: {
    'retry-later': 'Tried again later',
    reauthorise: 'The secret must be entered again',
    'fix-content': 'The text must be changed',
    'fix-configuration': 'The channel must be set right',
    'give-up': 'Not sent again',
    reconcile: 'It may have arrived; not sent again',
  },
};
