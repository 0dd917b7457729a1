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

/**
 * Every way a message can fail, over all channels, told apart by what to do next. Vendor codes are mapped to these in
 * one table per channel (`src/notify`).
 */
export const DELIVERY_FAILURES = {
  // The way there. Surely nothing was sent.
  'address-unusable': 'fix-configuration',
  'address-private': 'fix-configuration',
  'name-unresolved': 'retry-later',
  'connection-refused': 'retry-later',
  'host-unreachable': 'retry-later',
  'connect-timeout': 'retry-later',
  'host-busy': 'retry-later',
  'host-resting': 'retry-later',
  'certificate-expired': 'fix-configuration',
  'certificate-refused': 'fix-configuration',
  'encryption-missing': 'fix-configuration',
  withdrawn: 'retry-later',
  'own-trouble': 'retry-later',
  // No word of what became of it.
  'answer-late': 'reconcile',
  'connection-lost': 'reconcile',
  'answer-too-large': 'reconcile',
  'answer-unreadable': 'reconcile',
  'code-unknown': 'reconcile',
  'server-error': 'reconcile',
  // What the other side says. Surely nothing was taken.
  'too-fast': 'retry-later',
  'service-busy': 'retry-later',
  'mail-deferred': 'retry-later',
  redirected: 'fix-configuration',
  'address-unknown': 'fix-configuration',
  'channel-stopped': 'fix-configuration',
  'signature-refused': 'fix-configuration',
  'keyword-missing': 'fix-configuration',
  'ip-refused': 'fix-configuration',
  'secret-refused': 'reauthorise',
  'right-missing': 'fix-configuration',
  'request-refused': 'fix-configuration',
  'sender-refused': 'fix-configuration',
  'recipient-missing': 'fix-configuration',
  'recipient-unknown': 'give-up',
  'recipient-refused': 'give-up',
  'content-too-long': 'fix-content',
  'content-refused': 'fix-content',
  'content-malformed': 'fix-content',
} as const satisfies Readonly<Record<string, DeliveryNext>>;

export type DeliveryFailureCode = keyof typeof DELIVERY_FAILURES;
