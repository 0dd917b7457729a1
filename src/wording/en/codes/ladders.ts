import type { ladderCodes as zhCodes } from '../../zh/codes/ladders';

export const ladderCodes: typeof zhCodes = {
  escalationState: {
    climbing: 'Climbing',
    acknowledged: 'Acknowledged, stopped',
    over: 'Stopped',
    'at-top': 'At the top, not acknowledged',
    'no-ladder-left': 'Ladder removed or switched off',
  },
};
