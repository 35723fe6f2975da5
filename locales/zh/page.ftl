# 页面文字。每种语言的键相同。

skip-to-map = 跳到内容
nav-label = 项目
nav-maps = 地图
nav-data = 我的数据够好吗？
language = 语言
sample-project = 示例公司，数据为虚构

loading = 正在加载……
try-again = 重试
close = 关闭
copy = 复制
copied = 已复制

trouble-unreachable = 服务器没有响应
trouble-unreachable-help = 它可能已停止。请用 `wayline serve` 重新启动，然后重试。
trouble-strange = 本页面无法理解服务器的回答（状态 { $status }）
trouble-strange-help = 页面与服务器的版本可能不同：请刷新页面。
trouble-unknown-map = 没有这张地图
trouble-unknown-key = 地图上已没有这一部分
trouble-no-events = 这个项目还没有事件
trouble-map-unreadable = 无法读懂地图文件
trouble-refused = 无法回答
trouble-busy = 同时提出的问题太多
trouble-too-slow = 回答耗时太长
trouble-data-damaged = 项目数据已损坏
trouble-io = 磁盘拒绝访问
trouble-internal = Wayline 出错了
trouble-bad-request = 无法理解该请求
trouble-unknown-page = 没有这个页面
trouble-back = 返回地图列表

maps-title = 地图
maps-steps = { $stages } 个阶段，{ $steps } 个步骤
maps-none = 还没有地图
maps-none-help = 请先根据事件起草一张，然后刷新本页：
data-none-help = 请先导入，然后刷新本页：

kind-current_state = 现状
kind-future_state = 未来状态
kind-day_in_the_life = 生活中的一天
kind-service_blueprint = 服务蓝图
unit-customer = 旅程中的客户
unit-case = 旅程中的案例
unit-account = 旅程中的账户
unit-session = 旅程中的会话
unit-customer-sample = 样本中的客户
unit-case-sample = 样本中的案例
unit-account-sample = 样本中的账户
unit-session-sample = 样本中的会话
sampling-all = 全部旅程
sampling-random = 随机样本
sampling-outcome_selected = 按结果抽取的样本
sampling-unknown = 未说明抽样方式
tag-persona = 用户画像 · { $name }
tag-span = { $from } – { $to }

health-label = 旅程与地图的健康状况
health-events = { $events } 个事件
health-customers = { $events } 个事件 · { $customers } 位客户
health-goal = 达成目标
health-claims = 有证据支持
health-claims-note = 共 { $claims } 项论断 · { $assumptions } 项假设
health-no-claims = 地图上还没有论断
health-explained = 地图能解释的部分
health-lowest = 最低点
health-of = 共 { $n }
health-base = n = { $n }
health-range = { $low } – { $high }
health-unknown = 尚不清楚

view-label = 阅读地图的方式
view-map = 地图
view-table = 表格
view-story = 叙述
view-findings = 检查结果
export = 导出
export-svg = 图片（SVG）
export-png = 图片（PNG）
export-pdf = 图片（PDF）
export-pdf-a4 = 打印到 A4（PDF）
export-pdf-a3 = 打印到 A3（PDF）
export-html = 网页（HTML）
export-yaml = 文本（journey.yaml）
export-json = 数据（JSON）
export-of = 与屏幕一致：{ $what }

tags-label = 关于此地图
zoom-label = 地图大小
zoom-in = 放大
zoom-out = 缩小
zoom-fit = 适合窗口
map-grid = { $name }：方向键在各部分之间移动，回车键打开证据
legend-label = 图例
legend-supported = 有数据支持
legend-ageing = 证据正在过时
legend-assumption = 假设
legend-contradicted = 与数据相悖
notes-label = 须知

grade-assumption = 假设
grade-supported = 有数据支持
grade-ageing = 证据正在过时
grade-contradicted = 与数据相悖

evidence-panel = 证据
evidence-loading = 正在查看背后的证据……
evidence-claim = 论断
evidence-why = 评级理由
evidence-figures = 数字
evidence-interval = 95% 区间 { $low } 至 { $high }
evidence-base = n = { $n }
evidence-low-base = 样本量小
evidence-as-of = 截至 { $day }
evidence-sources = 来源：{ $sources }
evidence-unknown = 未知
evidence-no-figures = 目前还没有数字支持它。
evidence-csv = 数字（CSV）
evidence-repeat = 再次提问
evidence-command = 在终端中
evidence-question = 问题
evidence-verbatims = 客户怎么说
evidence-more-verbatims = 另外 { $count } 条
evidence-journeys = 背后的旅程：{ $count } 条，显示 { $shown } 条
evidence-more-events = 以及另外 { $count } 个事件
evidence-from-to = { $from } – { $to }

table-caption = { $map }：每个步骤及其数字
table-lane = 泳道
lane-action = 客户的行为
lane-count = { $unit ->
    [customer] 客户数
    [case] 案例数
    [account] 账户数
    [session] 会话数
   *[other] 旅程数
 }
lane-left = 在此离开
lane-open = 仍在进行
lane-wait = 此前的等待
lane-channels = 渠道
lane-department = 部门
lane-hand-overs = 交接
lane-tasks = 我们的任务
table-hand-over = 交给{ $to }{ $what }
hand-over-what = ：{ $what }
emotion-value = { $value }（−2 … +2）
nothing-known = –

counted = { $unit ->
    [customer] { $count } 位客户
    [case] { $count } 个案例
    [account] { $count } 个账户
    [session] { $count } 个会话
   *[other] { $count } 条旅程
 }
story-steps = { $name }：{ counted }
story-step-count = { $count } 条旅程经过这一步。
story-step-taken = { counted }经过这一步。
story-step-uncounted = 这一步没有关联的事件。
story-emotion = 感受：{ $feel } { $value }（95% 区间 { $low } 至 { $high }，n = { $n }）。
story-no-emotion = 没有人被问过在这里的感受。
story-left = { $share } 在此离开（{ $low } – { $high }，n = { $n }）。
story-left-unknown = 多少人在此离开尚不清楚：{ $why }。
story-paths = 常规顺序之外的路径
story-path = { $from } → { $to }：{ counted }
story-task = 我们的任务：{ $task }。
story-department = 此处由{ $department }服务客户。
story-ideas = 点子：
story-hand-overs = 部门之间的交接
story-hand-over = { $from } → { $to }{ $what }
story-hand-over-measured = { $from } → { $to }{ $what }。中位时间{ $wait }，{ counted }。
story-asks = 他们会问：“{ $question }”
story-goal = 这张地图的目标：{ $goal }。
story-reach = { counted }中有 { $share } 达到目标。
story-lowest = 最低点是“{ $step }”（在 −2 到 +2 的尺度上为 { $value }）。
story-worst = 最痛之处在“{ $step }”：{ $pain }。
story-lost = 约损失 { counted }。
story-claims = 地图上共 { $claims } 条陈述：{ $what }。
story-supported = { $count } 条有数据支持
story-ageing = { $count } 条证据已旧
story-assumption = { $count } 条是假设
story-contradicted = { $count } 条被数据否定
story-touchpoints = 他们在这里遇到我们：{ $what }。
story-channels = 他们通过：{ $what }。
story-needs = 他们需要：{ $what }。
story-thinks = 他们在想：“{ $what }”
story-wait = 一半的人在上一步之后 { $wait } 内来到这里。
story-ends = 旅程在此结束。
story-emotion-bare = 感受：在 −2 到 +2 的尺度上为 { $value }（95% 区间 { $low } 到 { $high }，n = { $n }）。
story-emotion-assumed-bare = 假设的感受：在 −2 到 +2 的尺度上为 { $value }。
story-hurts = 这里的痛点：
story-better = 可以改进之处：
story-doing = 正在做的事：
story-serve = 我们在这里如何服务 – { $what }。
story-effort = 投入：{ $weeks } 人周。
story-due = 期限 { $day }
story-predict = 预测：{ $predict }。

findings-title = 这张地图有什么问题
findings-none = 没有发现这张地图有问题。
finding-edit = 在编辑中修改：{ $name }
finding-edit-map = 在编辑中打开地图
finding-look = 在地图上显示
quoted = “{ $name }”
finding-about = { $what }：{ $name }
finding-assumptions-instead-of-data = 这张地图大多是假设
finding-do-assumptions-instead-of-data = 给痛点写一条数据可以否定的主张，把步骤与事件关联，或删去该陈述。
finding-one-touchpoint = 地图只看一个地方
finding-do-one-touchpoint = 看看它之前和之后，并从第一个阶段到最后一个阶段衡量目标。
finding-one-department = 一个部门独自承担
finding-do-one-department = 问问前后的部门哪一部分归他们，并画出客户在哪里被移交。
finding-never-updated = 部分证据已过旧
finding-do-never-updated = 导入更新的数据，或再次询问客户。
finding-no-action = 对痛点没有采取任何行动
finding-do-no-action = 在步骤上添加机会点，再加上有负责人和期限的行动。
finding-no-action-planned = 对可以改进之处没有采取任何行动
finding-do-no-action-planned = 给一个机会点加上有负责人和期限的行动。
finding-no-action-overdue = 行动已过期限
finding-do-no-action-overdue = 将它标为已上线或已放弃，或另定期限。
finding-contradicted-claim = 数据说的不一样
finding-do-contradicted-claim = 查看证据，然后更正或删去该陈述。
finding-unknown-activity = 步骤关联的事件从未发生
finding-do-unknown-activity = 从列表中重新选择该步骤的事件，或导入缺少的数据。
finding-activity-matched-twice = 两个步骤共用一个事件
finding-do-activity-matched-twice = 只留给其中一个：一个事件就是一个步骤。
finding-unbound-step = 步骤没有关联任何事件
finding-do-unbound-step = 选择属于该步骤的事件；在此之前它保持空心。
finding-unmatched-events = 发生的事情不在地图上
finding-do-unmatched-events = 为它添加步骤，或关联到已有的步骤。
finding-duplicate-step = 两个步骤同名
finding-do-duplicate-step = 给其中一个换个名字。
finding-orphan-path = 有一条路径通向不存在的步骤
finding-do-orphan-path = 两端都选择这张地图上的步骤。
finding-hand-over = 部门之间的移交不相符
finding-do-hand-over = 更正部门，或在两个步骤之间画出移交。
finding-unknown-lane = 有一条泳道无法识别
finding-do-unknown-lane = 重新选择地图的泳道。
finding-unreadable-limit = 时间上限无法读取
finding-do-unreadable-limit = 写数字和单位：45 s、30 min、2 h、3 d。
severity-error = 错误
severity-warning = 警告
severity-note = 提示

data-title = 我的数据够好吗？
data-intro = 这些数据能说明什么，以及不应从中得出什么结论。
data-facts = 数据概况
data-events = 事件
data-customers = 客户
data-cases = 案例
data-journeys = 旅程
data-span = 时间范围
data-zone = 时区
data-sampling = 抽样方式
data-cannot = 不能得出的结论
data-findings = 存疑之处
data-activities = 活动
data-activity = 活动
data-imputed = 推算的时间
data-attributes = 属性
data-attribute = 属性
data-missing = 缺失值
data-distinct = 不同的值
data-feedback = 反馈
data-kind = 类型
data-count = 数量
data-with-text = 有文字
data-with-rating = 有评分
data-sources = 来源
data-source = 来源
data-rows = 读取行数
data-added = 已添加
data-duplicates = 重复
data-rejected = 已搁置

feel-delighted = 欣喜
feel-excited = 兴奋
feel-proud = 自豪
feel-satisfied = 满意
feel-hopeful = 期待
feel-calm = 平静
feel-curious = 好奇
feel-wary = 谨慎
feel-confused = 困惑
feel-impatient = 不耐烦
feel-anxious = 焦虑
feel-frustrated = 沮丧
feel-angry = 愤怒
