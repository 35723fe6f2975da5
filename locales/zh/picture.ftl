# 页面没有或说法不同的图片文字。页面不加载它们。

picture-about = 关于这张地图
picture-told = { $kind }地图：{ $stages } 个阶段，{ $steps } 个步骤，{ $counted }，{ $events } 个事件。
picture-told-of = { $dataset } 的{ $kind }地图：{ $stages } 个阶段，{ $steps } 个步骤，{ $counted }，{ $events } 个事件。
picture-goal = 目标 · { $goal }
picture-personas = 用户画像 · { $names }
picture-as-of = 截至 { $day }
picture-no-stages = 这张地图还没有阶段
picture-stages = 阶段
picture-line-interaction = 互动线
picture-line-visibility = 可视线
picture-line-internal = 内部互动线

# 健康状况
picture-explained = 地图能解释的旅程
picture-claims =
    { $n ->
       *[other] 共 { $n } 条论断
    }
picture-claims-assumed =
    { $n ->
       *[other] { $n } 条假设
    }
picture-claims-ageing = { $n } 条正在过时
picture-claims-contradicted = { $n } 条被否定
picture-no-lowest = 没有步骤有足够的评分
picture-no-time = 数据没有时间
picture-not-known = 未知
picture-not-known-why = 未知：{ $why }
picture-no-data = 没有数据

# 数字
picture-interval = 95% CI { $low }–{ $high }
picture-interval-wide = 95% CI { $low } … { $high }
picture-points = 个百分点
picture-assumed = 假设
picture-length-seconds = { $value }秒
picture-length-minutes = { $value }分钟
picture-length-hours = { $value }小时
picture-length-days =
    { $n ->
       *[other] { $value }天
    }
picture-length-months =
    { $n ->
       *[other] { $value }个月
    }
picture-length-years =
    { $n ->
       *[other] { $value }年
    }
picture-day = { $year }年{ $month }{ $day }日
picture-month-1 = 1月
picture-month-2 = 2月
picture-month-3 = 3月
picture-month-4 = 4月
picture-month-5 = 5月
picture-month-6 = 6月
picture-month-7 = 7月
picture-month-8 = 8月
picture-month-9 = 9月
picture-month-10 = 10月
picture-month-11 = 11月
picture-month-12 = 12月

# 泳道：名称下方的说明，以及为空时的说明
picture-lane-waits = 等待
picture-hint-flow =
    { $unit ->
        [case] 案例，以及在哪里流失
        [account] 账户，以及在哪里流失
        [session] 会话，以及在哪里结束
       *[customer] 客户，以及在哪里流失
    }
picture-hint-flow-sample =
    { $unit ->
        [case] 样本中的案例；占比未知
        [account] 样本中的账户；占比未知
        [session] 样本中的会话；占比未知
       *[customer] 样本中的客户；占比未知
    }
picture-hint-waits = 距上一步骤的中位时间
picture-hint-emotion = −2 … +2，色带 = 95% 区间
picture-hint-emotion-guessed = −2 … +2，色带 = 95% 区间，圆环 = 团队估计
picture-hint-think = 心里在想什么
picture-hint-need = 客户想要什么
picture-hint-touchpoints = 我们在哪里相遇
picture-hint-pain = 最严重的在前：#1
picture-hint-pain-unranked = 未排序：还没有测量
picture-hint-pain-lost =
    { $unit ->
        [case] 按流失的案例排序
        [account] 按流失的账户排序
        [session] 按流失的会话排序
       *[customer] 按流失的客户排序
    }
picture-hint-idea = 有人想到的
picture-hint-tasks = 在该阶段
picture-hint-evidence = 客户看到并留下的东西
picture-hint-frontstage = 客户接触到的人员和界面
picture-hint-backstage = 客户看不到的工作
picture-hint-support = 支撑工作的流程
picture-hint-systems = 步骤背后的工具
picture-hint-policies = 约束我们的规则
picture-hint-training = 我们的人必须知道的
picture-hint-ways = 交接
picture-hint-ways-both = 实线：交接
picture-none = 这条泳道还是空的
picture-none-flow = 这些步骤还没有绑定事件：流量未知
picture-none-emotion = 还没有评分到达这张地图：没有人被问过感受
picture-none-voice = 还没有人的话到达这张地图
picture-none-pain = 还没有发现或画出痛点
picture-none-opportunity = 还没有画出机会点
picture-none-action = 还没有画出行动

# 标记与卡片
picture-stage = 阶段：{ $name }
picture-step = 步骤：{ $name }
picture-department = 部门：{ $name }
picture-department-at = 部门：{ $name }，在 { $from }
picture-department-over = 部门：{ $name }，从 { $from } 到 { $to }
picture-channels = 渠道：{ $names }
picture-events = 事件：{ $names }
picture-unbound = 没有绑定事件
picture-optional = 可选
picture-repeats = 可重复
picture-ends = 结束旅程
picture-ends-here = 到此结束
picture-opens = 打开地图
picture-in-sample = 样本中
picture-still-open = { $count } 仍在进行
picture-open = { $count } 进行中
picture-open-at = { $step }：{ $counted }仍在进行，既未离开也未继续
picture-leave = { $share } 离开
picture-leave-at =
    { $unit ->
        [case] 案例
        [account] 账户
        [session] 会话
       *[customer] 客户
    }中有 { $share } 在 { $step } 离开：{ $counted }
picture-sampled = 样本是按旅程的结局选取的
picture-no-shares = 没有占比和流失：{ $why }
picture-returns = 返回
picture-skips = 跳过
picture-branches = 分支
picture-hand-over = 交接
picture-hand-over-from = 交接：{ $from }
picture-median = 中位 { $wait }
picture-ways-left-out =
    { $n ->
       *[other] 步骤之间还有 { $n } 条最少走的路径没有画出
    }
picture-wait-before = { $step } 之前的中位等待：{ $wait }，{ $base }
picture-emotion-at = { $step } 的情绪：{ $value }
picture-emotion-unknown = { $step } 的情绪：未知，{ $why }
picture-estimate = { $step }：团队估计为 { $value }
picture-the-lowest = 最低时刻
picture-not-rated = 无评分
picture-no-rating = 没有评分到达这个步骤
picture-of-ten = { $value }（满分 10）
picture-thumbs-up = { $share } 点赞
picture-by-text = 文本 { $value }
picture-no-voice = 还没有人的话到达这个步骤
picture-pain = 痛点
picture-pain-ranked = 痛点 { $rank }
picture-opportunity = 机会点：{ $title }。{ $line }。{ $grade }
picture-action = 行动：{ $title }。{ $line }。{ $grade }
picture-predicted = 预测 { $what }
picture-due = 截止 { $day }
picture-idea = 想法：{ $title }

# HTML 页面：面板、文字与表格
picture-skip = 跳过图片：地图的文字与表格
picture-in-words = 文字
picture-as-table = 表格
picture-close = 关闭证据
picture-value = 数值
picture-rests-on = 依据
picture-in-their-words = 他们的话
picture-ask-again = 再问一次
picture-more-events = {" "}→ … 还有 { $n } 个
picture-journeys-of = { $n } 条旅程中的 { $shown } 条
picture-story = { $map } 是 { $dataset } 的{ $kind }地图，有 { $stages } 个阶段和 { $steps } 个步骤，基于 { $journeys } 条旅程和 { $events } 个事件。
picture-story-goal = 其中 { $share } 达成目标。
picture-story-goal-unknown = 有多少达成目标未知：{ $why }。
picture-story-claims = { $claims } 条论断中，{ $supported } 条有数据支持，{ $assumptions } 条是假设，{ $ageing } 条的证据正在过时，{ $contradicted } 条被否定。
picture-story-lowest = 最低时刻是“{ $step }”，情绪为 { $value }（范围 −2 到 +2，{ $base }）。
picture-story-hand-overs = 部门之间交接客户：{ $told }。
picture-story-hand-over = 在“{ $from }”之后从 { $of } 到 { $next }{ $what }
picture-story-hand-over-steps = 从“{ $from }”到“{ $to }”{ $what }
picture-story-pains = 最痛的地方：
picture-story-pain = { $pain }（在“{ $step }”）{ $detail } — { $grade }，{ $why }。
picture-table-steps = 从头到尾的阶段与步骤
picture-table-ways = 常规顺序之外的移动
picture-stage-one = 阶段
picture-step-one = 步骤
picture-journeys = 旅程
picture-share = 占比
picture-from = 从
picture-to = 到
picture-passed-on = 交接内容
picture-time-between = 间隔时间
picture-no-steps = 还没有步骤
