/** An invented policy: no such document exists, and none of the numbers is a real one's. */
export interface InventedPolicy {
  readonly title: string;
  readonly issuer: string;
  /** What stands before 〔year〕 in the document's number. */
  readonly numberHead: string;
  readonly paragraphs: readonly string[];
}

const CABINET = '国务院';
const OFFICE = '国务院办公厅';

type Row = readonly [issuer: string, numberHead: string, title: string, ...clauses: string[]];

const FRESH: readonly Row[] = [
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于推进社区嵌入式服务便利化的意见',
    '优先利用闲置用房补齐托育、助餐、健身等设施。',
    '十五分钟可达的服务点三年内覆盖八成以上城市社区。',
  ],
  [
    CABINET,
    '国发',
    '国务院关于加强县乡公共服务统筹的意见',
    '县级统一制定服务清单，乡镇按清单提供。',
    '同一事项在县域内标准一致、时限一致。',
  ],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于优化乡村客货邮融合发展的通知',
    '一条线路、一个站点、一套人员办三件事。',
    '到村班次不减少，票价不上涨。',
  ],
  [
    OFFICE,
    '国办函',
    '国务院办公厅关于规范政务热线答复工作的通知',
    '首次答复不超过三个工作日。',
    '办不成的要说明依据和替代办法。',
  ],
  [
    CABINET,
    '国函',
    '国务院关于基层灾害预警到户工作的批复',
    '原则同意有关部门提出的工作方案。',
    '预警信息要送到每一户、每一处工地。',
  ],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于提升老年助餐服务质量的意见',
    '价格公开、菜品公示、结余公布。',
    '对送餐上门给予补贴。',
  ],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于加强农村饮水管护的通知',
    '每处工程有人管、有钱修、有水质报告。',
    '停水须提前公告。',
  ],
  [
    CABINET,
    '国发',
    '国务院关于推进小微企业用工服务的若干措施',
    '岗位、培训、补贴在一个页面办理。',
    '补贴自申请之日起十个工作日内到账。',
  ],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于完善校园食品安全制度的意见',
    '家长可以查看采购、留样和检测记录。',
    '主要负责人陪餐并记录。',
  ],
  [
    OFFICE,
    '国办函',
    '国务院办公厅关于做好岁末年初便民服务的通知',
    '窗口不断档，热线不断线。',
    '欠薪线索当日登记、限期办结。',
  ],
  [CABINET, '国发', '国务院关于促进县域充电设施建设的意见', '乡乡有站、易地搬迁安置区有桩。', '电价和服务费一并公示。'],
  [OFFICE, '国办发', '国务院办公厅关于推动公共图书馆延伸服务的意见', '通借通还覆盖到村。', '夜间开放按需安排。'],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于规范基层证明事项的通知',
    '没有依据的证明一律不得索要。',
    '能够共享核验的不再提交。',
  ],
  [CABINET, '国发', '国务院关于加强水土保持日常巡查的意见', '巡查结果上图入库。', '问题从发现到整改全程可查。'],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于改进残疾人出行服务的通知',
    '新建站点无障碍设施同步验收。',
    '辅助器具可异地借还。',
  ],
  [
    OFFICE,
    '国办函',
    '国务院办公厅关于开展政务信息清理的通知',
    '失效文件要标注，链接打不开要修复。',
    '清理结果向社会公布。',
  ],
  [CABINET, '国发', '国务院关于完善乡村医生保障的意见', '按规定参加养老保险。', '村级卫生室运行经费列入预算。'],
  [OFFICE, '国办发', '国务院办公厅关于加快老旧管网更新的通知', '先查后改，一次开挖。', '施工时序向居民公开。'],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于推进青少年体育设施开放的意见',
    '学校场地节假日有序开放。',
    '意外伤害由公共责任保险保障。',
  ],
  [CABINET, '国发', '国务院关于健全防灾物资储备的意见', '省市县乡四级储备目录统一。', '紧急情况下先调用后办手续。'],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于支持返乡就业创业的若干措施',
    '创业担保贷款线上申请。',
    '返乡人员子女入学就近安排。',
  ],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于规范涉企检查频次的通知',
    '同一事项一年一般不超过一次。',
    '检查要亮码，结果可评价。',
  ],
  [CABINET, '国发', '国务院关于提升公共厕所管理水平的意见', '有人保洁、有纸有水、夜间有灯。', '位置在地图上可查。'],
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于印发《基层政务公开事项标准化目录编制和动态调整工作指引（试行）》的通知',
    '目录逐级衔接，事项逐项对应。',
    '每年调整一次，调整情况公开。',
  ],
];

/** The two documents of the last working days before the anchor that most accounts had already carried. */
const CARRIED: readonly Row[] = [
  [
    OFFICE,
    '国办发',
    '国务院办公厅关于加强冬季民生保障工作的通知',
    '供暖、供气、供水要有预案、有值守。',
    '对困难家庭逐户走访，缺什么补什么。',
  ],
  [
    CABINET,
    '国发',
    '国务院关于深化基层便民服务改革的意见',
    '办事材料再减三成，时限再缩短一半。',
    '群众评价不满意的事项要回访整改。',
  ],
];

/** Departments and the matters each writes about. */
const MINISTRIES: readonly (readonly [issuer: string, numberHead: string, ...subjects: string[]])[] = [
  ['教育部', '教基', '中小学实验教学', '乡村学校体育场地', '校车运行'],
  ['工业和信息化部', '工信部规', '县域数字化改造服务', '应急通信保障', '中小企业服务站'],
  ['民政部', '民发', '社区托养服务点', '地名标志维护', '婚姻登记便民'],
  ['财政部', '财社', '基层财务内控', '惠民补贴一卡发放', '会计档案电子化'],
  ['人力资源社会保障部', '人社部发', '零工市场规范运行', '技工院校实训', '社保窗口服务'],
  ['自然资源部', '自然资发', '耕地质量监测', '地质灾害隐患排查', '不动产登记下乡'],
  ['住房城乡建设部', '建村', '城镇污水管网排查', '农房安全巡查', '社区公共空间改造'],
  ['交通运输部', '交运发', '农村道路日常养护', '渡口渡船安全', '客运站适老化'],
  ['水利部', '水农', '小型水库安全运行', '灌区末级渠道管护', '山洪预警广播'],
  ['农业农村部', '农社发', '农产品产地冷藏', '农机安全检验', '村级种子储备'],
  ['商务部', '商流通', '县域仓储物流设施', '家政服务信用', '农贸市场改造'],
  ['文化和旅游部', '文旅公共发', '乡村文化活动场所', '剧场惠民演出', '旅游厕所管理'],
  ['国家卫生健康委', '国卫基层发', '基层慢性病管理', '村卫生室药品供应', '院前急救站点'],
  ['应急管理部', '应急', '乡镇消防救援力量', '森林草原防火通道', '企业应急演练'],
];
const OFFICE_SUBJECTS = [
  '公共数据便民应用',
  '政务服务事项一网查询',
  '基层应急值守',
  '惠民政策直达',
  '县域公共设施管护',
  '政府网站内容核查',
  '基层会议文件精简',
  '便民热线联动',
] as const;
const VERBS = ['加强', '规范', '推进', '改进', '完善'] as const;

const invent = ([issuer, numberHead, title, ...paragraphs]: Row): InventedPolicy => ({
  issuer,
  numberHead,
  title,
  paragraphs,
});

/** Policies for the time after a start, in the order they appear; longer titles come last. */
export const FRESH_POLICIES: readonly InventedPolicy[] = FRESH.map(invent);

/** Policies that the invented past ends with, newest last. */
export const CARRIED_POLICIES: readonly InventedPolicy[] = CARRIED.map(invent);

/** The `position`-th document of a department: fills the older part of the feed. */
export function inventDepartmentPolicy(position: number): InventedPolicy {
  const [issuer = '', numberHead = '', ...subjects] = MINISTRIES[position % MINISTRIES.length] ?? [];
  return composePolicy({
    issuer,
    numberHead,
    subjects,
    round: Math.floor(position / MINISTRIES.length),
    verbShift: position,
  });
}

/** The `position`-th document of the cabinet's office beyond the written pool, so that the feed never dries up. */
export function inventOfficePolicy(position: number): InventedPolicy {
  return composePolicy({
    issuer: OFFICE,
    numberHead: '国办发',
    subjects: OFFICE_SUBJECTS,
    round: position,
    verbShift: 0,
  });
}

/** Walks through all subjects, then through all verbs; from then on a batch number keeps titles apart. */
function composePolicy(about: {
  issuer: string;
  numberHead: string;
  subjects: readonly string[];
  round: number;
  verbShift: number;
}): InventedPolicy {
  const { issuer, numberHead, subjects, round } = about;
  const subject = subjects[round % subjects.length] ?? '';
  const lap = Math.floor(round / subjects.length);
  const verb = VERBS[(about.verbShift + lap) % VERBS.length] ?? '';
  const batch = Math.floor(lap / VERBS.length);
  const mark = batch === 0 ? '' : `（第${batch + 1}批）`;
  return {
    issuer,
    numberHead,
    title: `${issuer}关于${verb}${subject}工作的通知${mark}`,
    paragraphs: [`各地要把${subject}工作纳入年度计划，明确责任单位和完成时限。`, '工作情况于年底前书面报告。'],
  };
}
