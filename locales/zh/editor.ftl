# 编辑器的文本。每种语言的键都相同。

view-edit = 编辑

# 泳道
edit-lane-steps = 步骤
edit-hint-steps = 客户做什么
edit-lane-arcs = 其他路径
edit-lane-flow = 流量
edit-hint-flow = 客户，以及他们在哪里离开
edit-lane-emotion = 情绪
edit-hint-emotion = −2 … +2，色带为 95% 置信区间
edit-lane-voice = 客户之声
edit-hint-voice = 他们怎么说
edit-lane-think = 想法
edit-hint-think = 他们在想什么
edit-lane-need = 需求
edit-hint-need = 他们在此需要什么
edit-lane-pain = 痛点
edit-hint-pain = 哪里难受，我们有多确定
edit-lane-opportunity = 机会点
edit-hint-opportunity = 价值 × 容易程度
edit-lane-action = 行动
edit-hint-action = 谁来做，效果如何
edit-lane-idea = 点子
edit-hint-idea = 尚未评估
edit-lane-evidence = 实体证据
edit-hint-evidence = 客户能接触到的东西
edit-lane-frontstage = 前台
edit-hint-frontstage = 客户看得到的服务
edit-lane-backstage = 后台
edit-hint-backstage = 客户看不到的服务
edit-lane-support = 支持流程
edit-hint-support = 其余一切的基础
edit-lane-systems = 系统
edit-hint-systems = 我们使用的工具
edit-lane-roles = 角色
edit-hint-roles = 由谁来做
edit-lane-policies = 政策
edit-hint-policies = 我们遵守的规则
edit-lane-training = 培训
edit-hint-training = 员工必须掌握什么
edit-line-interaction = 互动线
edit-line-visibility = 可视线
edit-line-internal = 内部互动线

# 记录的种类（单个）
edit-kind-map = 地图
edit-kind-stage = 阶段
edit-kind-step = 步骤
edit-kind-touchpoint = 触点
edit-kind-channel = 渠道
edit-kind-need = 需求
edit-kind-think = 想法
edit-kind-pain = 痛点
edit-kind-opportunity = 机会点
edit-kind-action = 行动
edit-kind-idea = 点子
edit-kind-evidence = 实体证据
edit-kind-frontstage = 前台
edit-kind-backstage = 后台
edit-kind-support = 支持流程
edit-kind-systems = 系统
edit-kind-roles = 角色
edit-kind-policies = 政策
edit-kind-training = 培训
edit-kind-path = 路径
edit-kind-hand_over = 交接
edit-kind-comment = 评论
edit-kind-vote = 投票
edit-kind-view = 视图

# 字段
edit-field-name = 名称
edit-field-text = 内容
edit-field-kind = 地图种类
edit-field-occasion = 缘由
edit-field-goal = 目标
edit-field-measure = 成功的衡量
edit-field-actors = 用户画像
edit-field-unit = 一段旅程是
edit-field-where = 仅限满足条件的旅程
edit-field-question = 客户在问
edit-field-task = 我们的任务
edit-field-id = 文件中的名称
edit-field-match = 属于此步骤的事件
edit-field-optional = 并非人人都经过
edit-field-repeats = 可能多次出现
edit-field-end = 结束旅程
edit-field-limit = 最长停留
edit-field-touchpoints = 触点
edit-field-channels = 渠道
edit-field-channel = 渠道
edit-field-action = 客户做什么
edit-field-feel = 感受
edit-field-value = 情绪，−2 … +2
edit-field-from = 从
edit-field-step-from = 情绪的来源
edit-field-to = 到
edit-field-quotes = 引语
edit-field-department = 部门
edit-field-opens = 打开的地图
edit-field-sort = 类别
edit-field-claim = 数据必须说明什么
edit-field-effort = 工作量（人周）
edit-field-owner = 负责人
edit-field-due = 截止日期
edit-field-status = 状态
edit-field-predict = 我们的预期
edit-field-experiment = 实验
edit-field-when = 何时走这条路
edit-field-what = 交接的内容
edit-not-said = 未说明
edit-add = 添加
edit-add-to = 添加到：{ $field }
edit-take-out = 移除：{ $name }
edit-number-bounds = 从 { $least } 到 { $most } 的数字
edit-feeling-off = { $value } 不在 −2 到 +2 的范围内。数值保持不变。

# 取值
edit-value-launch = 新品上线
edit-value-complaints = 投诉
edit-value-silent_leavers = 默默离开的客户
edit-value-aligning_teams = 统一团队认识
edit-value-ending_guesses = 告别猜测
edit-value-customer = 一位客户
edit-value-case = 一个案例
edit-value-account = 一个账户
edit-value-session = 一次会话
edit-value-stars = 星级
edit-value-nps = NPS
edit-value-csat = CSAT
edit-value-ces = CES
edit-value-ces2 = CES 2.0
edit-value-thumbs = 点赞与点踩
edit-value-text = 文字内容
edit-value-estimate = 估计
edit-value-social = 社交媒体
edit-value-ads = 广告
edit-value-search = 搜索
edit-value-site = 网站
edit-value-app = 应用
edit-value-store = 门店
edit-value-phone = 电话
edit-value-email = 电子邮件
edit-value-chat = 在线聊天
edit-value-partner = 合作伙伴
edit-value-message = 信息
edit-value-touchpoint = 触点
edit-value-process = 流程
edit-value-training = 培训
edit-value-planned = 已计划
edit-value-running = 进行中
edit-value-shipped = 已上线
edit-value-dropped = 已放弃

# 网格
edit-grid = { $name }：方向键移动，直接输入即可书写，? 列出按键
edit-empty-cell = { $lane }：空
edit-unnamed = 尚未填写
edit-stage-unnamed = 未命名的阶段
edit-step-unnamed = 未命名的步骤
edit-first-step = 添加第一个步骤
edit-write-here = 在此书写
edit-selected =
    { $count ->
       *[other] 已选中 { $count } 项
    }
edit-removed =
    { $count ->
       *[other] 已移除 { $count } 项
    }
edit-brought-back = 已恢复
edit-undone = 已撤销
edit-redone = 已重做
edit-copied = 已复制：{ $count }
edit-pasted = 已粘贴：{ $count }
edit-paste-cut = 粘贴的文本有 { $count } 个字符未能放入：最多 { $most } 个字符。
edit-paste-key = 浏览器不允许在此读取剪贴板：请用键盘粘贴。
edit-dragging =
    { $count ->
       *[other] { $count } 张卡片
    }
edit-cards =
    { $count ->
       *[other] { $count } 张卡片
    }
edit-refused = 无法完成：{ $why }
edit-turn-in-use = “{ $card }”仍是机会点：已有行动正在进行。请先把行动移到另一个机会点，或将其删除。
edit-effort = 工作量 { $weeks }
edit-lost = 流失 { $count }
edit-not-weighed = 论断尚未评估
edit-journeys =
    { $count ->
       *[other] { $count } 段旅程
    }
edit-journeys-short = { $count } 段旅程
edit-leave = { $share } 在此离开
edit-unbound = 尚未绑定事件
edit-no-feeling = 还没有人说这里的感受
edit-feeling-offer = 拖动圆点，或按 Enter 选择
edit-feeling-choose = 选择…
edit-feeling = { $value }，{ $feel }，估计
edit-feeling-measured = 实测 { $value }，{ $low } 至 { $high }，n = { $n }
edit-feeling-of = { $step } 的情绪
edit-assumed = 假设
edit-choose-feel = 表达感受的词
edit-no-voice = 此步骤还没有反馈
edit-voices =
    { $count ->
        [0] 没有客户之声
       *[other] { $count } 条客户之声
    }
edit-pin = 保留
edit-unpin = 已保留
edit-arc = { $kind }，从 { $from } 到 { $to }：{ $words }
edit-arcs-left-out =
    { $count ->
       *[other] 还有 { $count } 条走得最少的未画出
    }
edit-votes =
    { $count ->
       *[other] { $count } 票
    }
edit-comments =
    { $count ->
       *[other] { $count } 条未解决的评论
    }
edit-vote-given = 已投上您的一票
edit-vote-taken = 已收回您的一票
edit-vote-take = 收回我的一票
edit-make-opportunity = 变为机会点
edit-empty-title = 空白地图
edit-empty-help = 从一个阶段开始写，或粘贴您已有的表格或大纲。

# 命令
cmd-undo = 撤销
cmd-redo = 重做
cmd-write = 书写
cmd-cut = 剪切
cmd-copy = 复制
cmd-paste = 粘贴
cmd-duplicate = 创建副本
cmd-delete = 移除
cmd-select-all = 全选单元格，再全选泳道
cmd-add-after = 在其后新建
cmd-add-step = 新建步骤
cmd-add-stage = 新建阶段
cmd-add-action = 为机会点添加行动
cmd-add-path = 添加步骤间的其他路径
cmd-add-hand-over = 添加交接
cmd-make-journey = 将此步骤做成独立旅程
cmd-open-journey = 打开此步骤中的旅程
cmd-add-card = 新建卡片：{ $kind }
cmd-paste-map = 用表格或大纲生成地图
cmd-move-left = 左移
cmd-move-right = 右移
cmd-move-up = 上移
cmd-move-down = 下移
cmd-feeling-up = 情绪上调 0.1
cmd-feeling-down = 情绪下调 0.1
cmd-hide-lane = 隐藏此泳道
cmd-turn = 变为：{ $kind }
cmd-events = 绑定事件
cmd-claim = 说明数据必须显示什么
cmd-comment = 评论
cmd-vote = 投票
cmd-timer =
    { $minutes ->
       *[other] 计时器：{ $minutes } 分钟
    }
cmd-timer-stop = 停止计时器
cmd-palette = 命令
cmd-shortcuts = 键盘快捷键
cmd-search = 搜索
cmd-filter = 筛选
cmd-clear-filter = 显示全部
cmd-lanes = 泳道
cmd-save-view = 保存此视图
cmd-sketch = 草图
cmd-standard = 标准
cmd-full = 完整
cmd-zoom-in = 放大地图
cmd-zoom-out = 缩小地图
cmd-zoom-whole = 以原始大小显示地图
cmd-zoom-fit = 使地图适合窗口
zoom-said = 地图大小：{ $percent }%
cmd-details = 详情
cmd-bin = 回收站
cmd-narrative = 作为故事阅读
cmd-aside = 未被接受的更改
cmd-pointers-hide = 隐藏众人指针
cmd-pointers-show = 显示众人指针
edit-group-edit = 编辑
edit-group-insert = 插入
edit-group-move = 排列
edit-group-evidence = 证据
edit-group-talk = 协作
edit-group-view = 视图
edit-group-grid = 在网格中
edit-palette-search = 您想做什么？
edit-palette-none = 没有这样的命令。
edit-key-arrows = 前往下一个单元格或卡片
edit-key-extend = 扩大选择
edit-key-ends = 到泳道两端、地图两端
edit-key-toggle = 加入或移出选择
edit-key-type = 输入以替换原有内容
edit-key-next = 输入时：到下一个文本
edit-key-feeling = 在情绪上：上下 0.1
edit-key-leave = 输入时：保持原样

# 工具栏
edit-bar = 编辑器工具
edit-menu-insert = 插入
edit-menu-edit = 编辑
edit-menu-move = 排列
edit-menu-view = 更多
edit-detail = 详细程度
edit-views = 视图
edit-filter-on = 已筛选
edit-found =
    { $count ->
       *[other] 找到 { $count } 项
    }
edit-people =
    { $count ->
       *[other] { $count } 人在此
    }
edit-you = { $name }（您）
edit-go-to = 前往 { $name }
edit-live = 实时
edit-updated = 更新于{ $ago }
edit-opens = 打开旅程“{ $name }”
edit-journey-failed = 无法创建旅程：{ $why }
edit-channel-seen = 事件中可见
edit-standing-opening = 正在打开 …
edit-standing-kept = 已保存
edit-standing-saving = 正在保存 …
edit-standing-offline = 未连接；保存在此处
edit-standing-waiting =
    { $count ->
       *[other] 未连接：{ $count } 处更改保存在此处
    }
edit-standing-unwelcome = 未保存：{ $why }
edit-unwelcome-nobody = 服务器已不认识您
edit-unwelcome-nobody-help = 请重新加入。您写的内容保存在这里。
edit-unwelcome-map-full = 打开此地图的页面太多
edit-unwelcome-map-full-help = 请关闭其中一些，然后重新加载此页面。
edit-unwelcome-not-yours = 地图的这个副本属于别人
edit-unwelcome-not-yours-help = 请重新加载页面。
edit-unwelcome-map-removed = 此地图已被移除
edit-unwelcome-map-removed-help = 可以在“地图”的“已移除的地图”中恢复。在此之前，您写的内容保存在这里。
edit-unwelcome-damaged = 页面与服务器无法互相理解
edit-unwelcome-damaged-help = 请重新加载页面。未发送的内容仍保留在此浏览器中。
edit-unwelcome-bad-message = 页面与服务器无法互相理解
edit-unwelcome-bad-message-help = 请重新加载页面。未发送的内容仍保留在此浏览器中。
edit-unwelcome-unknown-map = 没有这张地图
edit-unwelcome-unknown-map-help = 它现在可能改了名字：请到“地图”中查看。
edit-unwelcome-map-unreadable = 无法读懂地图的文件
edit-unwelcome-map-unreadable-help = 请修正它，或从文件夹的历史中取回较早的版本；`wayline check` 会指出位置。
edit-unwelcome-too-many = 地图的卡片太多，无法共同编辑
edit-unwelcome-too-many-help = 请把它的文件拆成几张地图。
edit-unwelcome-busy = 服务器此刻太忙
edit-unwelcome-busy-help = 页面会自动重试。
edit-unwelcome-io = 服务器的磁盘拒绝了
edit-unwelcome-io-help = 请告知管理者。您写的内容保存在这里。
edit-unwelcome-document-damaged = 服务器保存的此地图内容已损坏
edit-unwelcome-document-damaged-help = 请告知管理者。您写的内容保存在这里。
edit-standing-refused =
    { $count ->
       *[other] { $count } 处更改未被接受：{ $why }
    }
edit-standing-outdated =
    { $count ->
        [0] 请重新加载页面：服务器版本更新
       *[other] 服务器比此页面新。{ $count } 处更改保存在此浏览器中
    }
edit-standing-reload = 重新加载
edit-outdated-help = 请重新加载页面。未发送的内容仍保留在此浏览器中。
edit-standing-unsafe-none = 此浏览器不保存任何内容：请等到保存完成
edit-standing-unsafe-full = 此浏览器的存储已满：请等到保存完成，或下载更改
edit-file-mistake-line = 文件第 { $row } 行有错误：{ $what }。此处所写内容保存在服务器上，文件改正后会随之更新。
edit-file-mistake = 无法读取文件：{ $what }。此处所写内容保存在服务器上，文件改正后会随之更新。
edit-file-gone = 地图文件已被移走。地图内容保存在服务器上；下一次修改会重新写出文件。
edit-timer-over = 时间到

# 对话框
edit-done = 完成
edit-save = 保存
edit-show = 显示
edit-hide = 隐藏
edit-lanes-help = 对打开此地图的所有人生效。隐藏的内容不会丢失。
edit-lanes-more = 更多泳道
edit-lane-up = { $lane }：上移
edit-lane-down = { $lane }：下移
edit-lane-hide = 隐藏{ $lane }
edit-lane-show = 显示{ $lane }
edit-filter-text = 包含文字
edit-filter-grade = 证据等级
edit-filter-all = 全部
edit-filter-talk = 讨论情况
edit-filter-votes = 有投票
edit-filter-comments = 有未解决的评论
edit-filter-hide = 隐藏不符合的内容
edit-paste-help = 粘贴表格（步骤横排，或每行一个步骤）或缩进列表：阶段、步骤、卡片
edit-paste-row = “{ $row }” 行是
edit-paste-no-lane = 没有名称的内容是
edit-paste-leave-out = 忽略
edit-paste-preview = 预览
edit-paste-lane = { $lane }（{ $count }）
edit-paste-unknown = “{ $row }”：无法识别，已略去
edit-paste-unknown-line = 未写明泳道：已略去
edit-paste-found =
    { $steps ->
       *[other] { $steps } 个步骤
    }，{ $stages ->
       *[other] { $stages } 个阶段
    }
edit-paste-read = 已读取：{ $rows }
edit-paste-off-scale = 不在 −2 到 +2 的范围内，已忽略：{ $rows }。如需加入，请在上面的文本中修改。
edit-paste-apply = 添加到地图
edit-events-of = 属于“{ $step }”的事件
edit-events-search = 查找活动
edit-events-none = 现在无法查询事件。仍可直接输入名称。
edit-events-used = 也用于 { $step }
edit-events-never = 从未出现
edit-events-type = 绑定“{ $name }”
edit-claim-op = 问题
edit-claim-none = 没有论断：假设
edit-claim-unbound = 该步骤没有绑定事件。
edit-claim-quantity = 指标
edit-claim-side = 低于或高于
edit-claim-below = 低于
edit-claim-above = 高于
edit-claim-number = 阈值
edit-claim-where = 在满足条件的旅程中
edit-claim-against = 与满足条件的旅程相比
edit-claim-about = 关于何事的评分
edit-claim-from = 从活动
edit-claim-to = 到活动
edit-claim-steps = 按顺序的活动
edit-claim-within = 时限
edit-claim-goal = 目标：要达到的活动
edit-op-ratings = 评分如何
edit-op-dwell = 需要多长时间
edit-op-funnel = 多少人通过
edit-op-counts = 多少人离开或这样做
edit-op-drivers = 对目标有何影响
edit-quantity-mean = 平均值
edit-quantity-median-s = 时间中位数
edit-quantity-rate = 比例
edit-quantity-count = 数量
edit-quantity-odds = 优势比
edit-quantity-difference = 差值
edit-weighing = 正在评估 …
edit-cannot-weigh = 现在无法判断其价值。论断已保留。

# 侧栏
edit-bin-empty = 没有移除过任何内容。
edit-bring-back = 恢复
edit-bring-back-one = 恢复：{ $name }
edit-comments-open =
    { $count ->
        [0] 评论
       *[other] { $count } 条评论
    }
edit-no-comments = 还没有人发言。
edit-comment-write = 写评论；用 @ 提及某人
edit-comment-send = 发送
edit-comment-sent = 已发送
edit-mention = 可提及的人
edit-mention-nobody = 还没有名为“{ $name }”的人加入。打开地图编辑的人只需填写一次姓名，之后就能被提及。
edit-resolve = 解决
edit-reopen = 重新打开
edit-resolved =
    { $count ->
       *[other] { $count } 条已解决
    }
edit-somebody = 某人
edit-tell-question = 客户在问：“{ $question }”
edit-tell-task = 我们的任务：{ $task }
edit-tell-where = 发生在：{ $where }
edit-tell-feeling = 感受：{ $feel } { $value }

# 加入
edit-join-title = 谁在编辑？
edit-join-help = 其他人会在您工作的位置看到您的名字。名字只保存在此服务器上。
edit-join-before = 您以“{ $name }”的名字在此写下但未发送的内容保存在此浏览器中，加入后会在地图上提供给您。
edit-join-name = 您的名字
edit-join-colour = 您的颜色
edit-join = 开始
edit-join-failed = 服务器没有响应。请重试。
edit-join-again = 重新加入
edit-cannot-open = 无法打开实时地图

# 历史记录中的说明
why-add = 已添加
why-journey = 由步骤生成了旅程
why-write = 已书写
why-set = 已更改
why-remove = 已移除
why-bring-back = 已恢复
why-move = 已移动
why-turn = 已变为其他种类
why-paste = 已粘贴
why-duplicate = 已创建副本
why-lanes = 已选择泳道
why-feeling = 已设定情绪
why-quotes = 已选择引语
why-match = 已绑定事件
why-vote = 已投票
why-comment = 已评论
why-timer = 已设定计时器
why-view = 已保存视图
why-undo = 已撤销
why-redo = 已重做
why-again = 未被接受后重新进行

# 服务器未接受的内容
edit-kept-since = 截至 { $when }
edit-aside-show = 查看
edit-aside-count =
    { $count ->
       *[other] { $count } 处更改未被接受
    }
edit-aside-help = 没有丢失任何内容：在您丢弃之前，它们一直保留在此浏览器中。
edit-aside-empty = 没有搁置的内容：服务器全部接受了。
edit-aside-elsewhere = 其他地图也有搁置的更改
edit-aside-unreadable = 此处无法读取其内容。请下载并询问服务器的管理者。
edit-aside-unsent = 尚未到达服务器
edit-aside-unsent-help = 保存在此处，服务器接受后立即发送。您也可以下载。
edit-aside-again =
    { $count ->
       *[other] 重新进行 { $count } 处更改
    }
edit-aside-again-done = 已重新进行：{ $done }／{ $count }
edit-aside-save-text = 下载文本
edit-aside-save-json = 下载 JSON
edit-aside-discard = 丢弃
edit-aside-discard-title = 永久丢弃？
edit-aside-discard-text =
    { $count ->
       *[other] 将从此浏览器中删除 { $count } 处更改，无法恢复。
    }
edit-aside-discarded = 已丢弃
edit-aside-keep = 保留
edit-aside-was = { $field }：之前
edit-aside-now = { $field }：您所写的
edit-aside-nothing = （无）
edit-aside-yes = 是
edit-aside-within = 位于 { $name }
edit-aside-unfit-there = 地图上已经如此。
edit-aside-unfit-gone = 无法重新进行：它后来被移除了。
edit-aside-unfit-no-place = 无法重新进行：它所在的位置后来被移除了。
edit-aside-unfit-changed = 无法重新进行：后来有人改动了它。请复制后手动填写。
edit-aside-why-too-large = 更改过大，无法一次接受。
edit-aside-why-too-many = 地图的卡片会过多。
edit-aside-why-map-full = 地图已满。
edit-aside-why-not-yours = 它是以他人的名义进行的。
edit-aside-why-damaged = 到达时已损坏。
edit-aside-why-bad-message = 页面与服务器无法互相理解。请重新加载页面。
edit-aside-why-too-long = 其中有内容过长。
edit-aside-why-wrong-value = 其中有值不适合其字段。
edit-aside-why-wrong-place = 其中有内容不能放在那里。
edit-aside-why-not-an-update = 到达时已损坏。
edit-aside-why-unknown-record = 它涉及地图上不存在的内容。
edit-aside-why-internal = 服务器无法接受。请告知管理服务器的人。
edit-aside-why-not-a-map = 在此版本的地图中没有它的位置。
edit-aside-why-other-map = 服务器重新开始了此地图：这是您在之前那张上的更改。
edit-aside-why-left-behind = 这是在此浏览器中以先前的名字写下的，一直没有发送。
edit-does-added = 已添加
edit-does-removed = 已移除
edit-does-brought-back = 已恢复
edit-does-moved = 已移动
edit-does-changed = 已更改

# What is told, and done by hand
edit-undone-what =
    已撤销：{ $what }{ $named ->
        [yes] “{ $name }”
       *[no] {""}
    }
edit-redone-what =
    已重做：{ $what }{ $named ->
        [yes] “{ $name }”
       *[no] {""}
    }
edit-write-cancelled = 已恢复原样
edit-arc-added = 已添加：{ $kind }，{ $ends }
edit-added = 已添加：{ $kind }“{ $name }”，{ $where }
edit-moved-to =
    “{ $name }”已移到{ $where }{ $more ->
        [0] {""}
       *[other] ，另有 { $more } 项
    }
edit-where-stage = 阶段中的第 { $at } 个，共 { $of } 个
edit-where-step = { $stage }，第 { $at } 步，共 { $of } 步
edit-where-card = { $step }，{ $lane }，第 { $at } 张，共 { $of } 张
edit-where-lane = 泳道中的第 { $at } 条，共 { $of } 条
edit-turned = { $count } 张卡片已变为：{ $kind }
edit-opportunity-for = 改善：{ $pain }
edit-opportunities-made =
    { $count ->
        [1] 已添加一个机会点，痛点保留：“{ $pain }”
       *[other] 已添加 { $count } 个机会点，痛点保留。
    }
edit-cut = 已剪切 { $count } 项：请粘贴到应在的位置
edit-cannot-become = “{ $name }”不能变为{ $kind }：它须放在{ $above }中，请在那里新建。
edit-cannot-hold = “{ $name }”不能放在这里：泳道“{ $lane }”不放卡片。
edit-no-word = 未选词语
edit-feeling-set = { $step } 的情绪：{ $value }
edit-feeling-none = { $step } 的情绪：未填写
edit-feeling-clear = 不填写
edit-is-selected = 已选中
edit-is-here = { $name } 在此
edit-came = { $name } 打开了地图
edit-left = { $name } 已离开
edit-taken-writing = 您正在书写时，{ $who }移除了{ $kind }“{ $name }”。您写的内容已保留。
edit-taken-open = { $who }移除了您打开的{ $kind }“{ $name }”。
edit-taken-back = 恢复
edit-mentioned = { $who }在“{ $name }”的评论中提到了您
edit-mentioned-show = 查看
edit-mentions-unread = { $count } 条提到您的评论未读
edit-mentions-read = 提到您的评论
edit-mention-new = 未读
edit-comment-delete = 删除
edit-comment-deleted = 评论已删除
why-comment-removed = 评论已删除
edit-people-more = 还有 { $count } 人
edit-colour-taken = { $names }已在用此颜色。您仍可选用，换一种更易区分。
edit-colour-of = { $colour }，{ $names }已在用
edit-written = 已写入：{ $name }
edit-refused-opening = 地图仍在打开
edit-refused-gone = 它已被移除
edit-refused-wrong-place = 不能放在那里
edit-refused-wrong-value = 该值不适合此字段
edit-refused-too-long = 超过 { $most } 个字符
edit-refused-too-many-items = 超过 { $most } 个条目
edit-refused-too-many = 地图已有 { $most } 张卡片，达到上限
edit-pointers-hidden = 指针已隐藏，您的指针对他人也隐藏
edit-pointers-shown = 已显示所有人的指针
edit-theirs-added = { $who } 添加了{ $kind }“{ $name }”
edit-theirs-removed = { $who } 移除了{ $kind }“{ $name }”
edit-theirs-moved = { $who } 移动了{ $kind }“{ $name }”
edit-theirs-changed = { $who } 修改了{ $kind }“{ $name }”
edit-theirs-commented = { $who } 评论了{ $kind }“{ $name }”
edit-theirs-voted = { $who } 为{ $kind }“{ $name }”投了票
edit-theirs-many = { $who } 做了 { $count } 处更改
edit-name-added = “{ $name }”已添加到 { $to }
edit-lane-touchpoints = 触点
edit-hint-touchpoints = 我们在哪里相遇
edit-menu-turn = 变为
cmd-menu = 此处可做的事
cmd-add-touchpoint = 为步骤新增触点
cmd-add-channel = 为步骤新增渠道
why-cut = 已剪切
why-touchpoints = 已更改触点
why-channels = 已更改渠道
edit-key-done = 输入时：完成；若是新建，则继续下一个
edit-key-line = 输入时：换行
edit-key-feeling-open = 在情绪上：用方向键或数字设值并选词；Esc 离开
colour-blue = 蓝色
colour-brown = 棕色
colour-green = 绿色
colour-raspberry = 莓红
colour-violet = 紫色
colour-red = 红色
colour-petrol = 青蓝
colour-grey = 灰色
