# Personas, saved views, verbatims, two sides of a map, libraries of all maps.
whose-all = 全部客户
whose-loading = 用户画像 · { $name } · …
whose-of = 用户画像 · { $name } · 占{ $unit ->
    [customer] 客户
   *[other] 旅程
} { $share }
whose-label = 谁的旅程：{ $now }
whose-clear = 显示全部客户
whose-said = 所有数字均属于 { $name }：{ $of } 个{ $unit ->
    [customer] 客户
   *[other] 旅程
}中的 { $journeys } 个
whose-choose = 某一用户画像的数字
whose-manage = 用户画像与规则 …
saved-now = 当前显示
saved-filter = 已筛选
saved-lanes = { $count } 条泳道
saved-persona = 用户画像 { $name }
saved-title = 已保存的视图
saved-help = 视图保存筛选、泳道、详细程度和用户画像。所有人可用，不改变地图。
saved-none = 还没有保存的视图。
saved-use = 显示
saved-use-one = 显示{ $name }
saved-rename = 视图{ $name }的名称
saved-over = 保存当前显示
saved-over-one = 把当前显示保存为{ $name }
saved-link = 复制链接
saved-link-one = 复制{ $name }的链接
saved-copied = 链接已复制：{ $link }
saved-delete-one = 删除视图{ $name }
saved-shown = 已显示视图{ $name }
saved-new = 为当前显示命名
saved-gone = 该视图已不存在
saved-manage = 保存与管理视图 …
filter-lanes = 我看到的泳道
filter-lanes-help = 仅对你有效；地图保持不变。
filter-matching = { $count ->
    [0] 没有匹配项
   *[other] { $count } 张卡片和步骤匹配
}
said-quote = “{ $text }”
said-gone = 这段话已不在这里
said-loading = 正在查找原话 …
said-search = 搜索客户原话
said-pick = 选择客户原话
said-add = 使用这段话
said-remove = 移除这段话
said-none = 没有匹配的原话。
said-found = { $total } 条中的 { $shown } 条
said-everywhere = 也包括其他步骤
said-rating = 评分 { $rating }
sides-or = 此地图：用户画像、时间、版本
sides-a = 第一面
sides-b = 第二面
sides-whose = 谁的旅程
sides-version = 当时的地图
sides-now = 现在的样子
sides-until = 仅计此前发生的
sides-until-of = { $day } 之前
sides-then = 同时使用当天的数据
sides-same = 两面依据相同的旅程：不同的只是地图的说法。
sides-alike = 两面相同。请为其中一面选择其他用户画像、时间或版本。
sides-rule = 可区分（●）：差值的 95% 区间不含零，两面都达到最小基数，且在所考察的 { $family } 个差值中，预计少于 5% 出于偶然（Benjamini–Hochberg）。区间：Newcombe 方法 10 及其推广。同时在两面的客户只会使区间偏宽。
sides-told = { $count ->
    [0] 没有可与偶然区分的差异。
   *[other] { $count } 个差异可与偶然区分。
}
sides-points = { $value } 个百分点
sides-step = 步骤
sides-figure = 指标
sides-difference = 差值
sides-whole = 整张地图
sides-only-a = 仅第一面
sides-only-b = 仅第二面
sides-only-told = 仅显示可区分的
sides-is-told = 可区分
sides-table = 两面逐步的数字
sides-figure-taken = 到达此处
sides-figure-left = 在此离开
sides-figure-wait = 等待（中位数）
sides-figure-emotion = 情绪
sides-figure-goal = 达成目标
sides-figure-explained = 地图可解释
shelves-title = 所有地图的库
shelves-help = 所有地图的触点和渠道。新名称（也可合并多个）会一次写入所有地图；更改前先预览，并可逐图撤回。
nav-library = 库
shelves-all-maps = 在所有地图中重命名 …
shelves-search = 搜索名称
shelves-choose = 选择{ $name }
shelves-none = 还没有地图用到。
shelves-unused = 未用于任何步骤
shelves-maps = { $count } 张地图
shelves-alike = 另有写法：{ $names }
shelves-to = { $names } 的新名称
shelves-look = 查看将更改的内容
shelves-do = 更改 { $count } 张地图
shelves-would = 将更改
shelves-changed = 已更改
shelves-refused = 未更改
shelves-back = 已撤回
shelves-undo = 撤回
shelves-undo-one = 在{ $map }上撤回
shelves-nothing = 不会有任何更改。
shelves-merges = 与另一个合并
shelves-of-map = 一次处理所有地图：项目库
merge-theirs-came = 期间有人修改了此用户画像。
merge-done = 双方的更改已合并：请检查后再次保存。
merge-both = 以下内容双方都改了，请逐项选择。
merge-mine = 我的
merge-theirs = 对方的
merge-was = 原为：{ $text }
merge-empty = 空
merge-field-persona = 地图中的称呼
merge-field-name = 给读者看的名字
merge-field-rule = 规则
merge-newer = 有人刚刚修改了此用户画像。保存时会与你的内容合并。
merge-follows = 有 { $count } 张地图提到它：将随之改名。
merge-followed = 随之改名的地图
merge-as-of = 截至 { $day }
list-search = 搜索地图
list-kind = 类型
list-all-kinds = 所有类型
list-needs = 显示
list-needs-all = 所有地图
list-needs-proposals = 有待定提案
list-needs-comments = 有未解决评论
list-needs-actions = 有进行中的行动
list-needs-unbacked = 不足一半有依据
list-count = { $all } 张地图中的 { $shown } 张
list-nothing = 没有匹配的地图。
list-waiting = 正在获取数字 …
portfolio-comments = 未解决评论
portfolio-proposals = 提案
history-why-library = 在所有地图中改名
why-view-rename = 重命名视图
why-view-over = 重新保存视图
