import type { EscalationState } from '../../../domain/oncall/escalation';

const escalationState: Record<EscalationState, string> = {
  climbing: '升级中',
  acknowledged: '已确认，停止升级',
  over: '已停止升级',
  'at-top': '已到最后一级，无人确认',
  'no-ladder-left': '升级规则已删除或停用',
};

/** Words for the codes of escalation. */
export const ladderCodes = { escalationState };
