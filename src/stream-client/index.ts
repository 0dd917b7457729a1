export type { CoverageProof, Position } from './coverage';
export {
  followAlerts,
  type End,
  type Follower,
  type FollowLimits,
  type FollowOptions,
  type Link,
} from './followAlerts';
