import { callCeiling } from '../../../src/domain/quotas/callQuota';

test('looks and tests leave the last tenth of a shared daily number to publishing', () => {
  expect([
    callCeiling('weibo', 'look', 100),
    callCeiling('weibo', 'credential-check', 100),
    callCeiling('weibo', 'publish', 100),
    callCeiling('weibo', 'confirm', 100),
  ]).toEqual([90, 90, 100, 100]);
  expect([
    callCeiling('wechat', 'look', 100),
    callCeiling('wechat', 'publish', 100),
    callCeiling('portal', 'look', null),
  ]).toEqual([100, null, null]);
});

test('the reserve is rounded up: of an odd number looks leave one call more', () => {
  expect([callCeiling('weibo', 'look', 95), callCeiling('weibo', 'publish', 95)]).toEqual([85, 95]);
  expect(callCeiling('portal', 'look', 100)).toBeNull();
});
