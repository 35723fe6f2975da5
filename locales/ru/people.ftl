# Personas, saved views, verbatims, two sides of a map, libraries of all maps.
whose-all = Все клиенты
whose-loading = Персона · { $name } · …
whose-of = Персона · { $name } · { $share } { $unit ->
    [customer] клиентов
   *[other] путей
}
whose-label = Чьи пути: { $now }
whose-clear = Показать всех клиентов
whose-said = Все числа — для персоны { $name }: { $journeys } из { $of } { $unit ->
    [customer] клиентов
   *[other] путей
}
whose-choose = Числа одной персоны
whose-manage = Персоны и их правила …
saved-now = Сейчас показано
saved-filter = отфильтровано
saved-lanes = { $count ->
    [one] { $count } дорожка
    [few] { $count } дорожки
   *[other] { $count } дорожек
}
saved-persona = персона { $name }
saved-title = Сохранённые виды
saved-help = Вид хранит фильтр, дорожки, подробность и персону. Он доступен всем и ничего не меняет на карте.
saved-none = Сохранённых видов ещё нет.
saved-use = Показать
saved-use-one = Показать { $name }
saved-rename = Название вида { $name }
saved-over = Сохранить показанное
saved-over-one = Сохранить показанное как { $name }
saved-link = Копировать ссылку
saved-link-one = Копировать ссылку на { $name }
saved-copied = Ссылка скопирована: { $link }
saved-delete-one = Удалить вид { $name }
saved-shown = Показан вид { $name }
saved-new = Название для показанного
saved-gone = Этого вида больше нет
saved-manage = Сохранить и управлять …
filter-lanes = Дорожки, которые я вижу
filter-lanes-help = Только для вас; у карты остаются свои.
filter-matching = { $count ->
    [0] Ничего не подходит
    [one] Подходит { $count } карточка или шаг
    [few] Подходят { $count } карточки и шага
   *[other] Подходят { $count } карточек и шагов
}
said-quote = «{ $text }»
said-gone = Этих слов здесь больше нет
said-loading = Ищу слова …
said-search = Искать в высказываниях
said-pick = Выбрать слова клиентов
said-add = Использовать эти слова
said-remove = Убрать эти слова
said-none = Никто не сказал ничего подходящего.
said-found = { $shown } из { $total }
said-everywhere = И на других шагах
said-rating = оценка { $rating }
sides-or = Эта карта: персоны, время, версии
sides-a = Первая сторона
sides-b = Вторая сторона
sides-whose = Чьи пути
sides-version = Карта, какой она была
sides-now = как сейчас
sides-until = Только то, что было до
sides-until-of = до { $day }
sides-then = И данные того дня
sides-same = Обе стороны — об одних и тех же путях: отличается лишь то, что карта о них говорит. Они не выборка друг для друга, поэтому у разностей нет интервалов и ни одна не названа различимой.
sides-alike = Обе стороны одинаковы. Выберите для одной другую персону, время или версию.
sides-rule = Различимо (●): в 95-процентном интервале разности нет нуля, у обеих сторон не меньше минимальной базы, и из { $family } рассмотренных разностей случайны, как ожидается, менее 5 % (Бенджамини — Хохберг). Интервалы: метод 10 Ньюкомба и его обобщение. Клиенты, которые есть на обеих сторонах, делают интервал шире, чем нужно, если обе стороны спрашивают о них одно и то же.
sides-told = { $count ->
    [0] Ни одна разность не отличима от случайности.
    [one] { $count } разность отличима от случайности.
    [few] { $count } разности отличимы от случайности.
   *[other] { $count } разностей отличимы от случайности.
}
sides-points = { $value } п. п.
sides-step = Шаг
sides-figure = Показатель
sides-difference = Разность
sides-whole = Вся карта
sides-only = только в: { $name }
sides-untold = Не различены: { $reasons }.
sides-untold-zero = { $count } с нулём в интервале
sides-untold-base = { $count } из-за слишком малого числа путей
sides-untold-chance = { $count }, что при стольких сравнениях может быть случайностью
sides-why-zero = ноль лежит в интервале
sides-why-base = слишком мало путей
sides-why-chance = при стольких сравнениях может быть случайностью
sides-q = q { $q }
sides-only-told = Только различимое
sides-is-told = различимо
sides-table = Показатели обеих сторон по шагам
sides-figure-taken = приходят сюда
sides-figure-left = уходят здесь
sides-figure-wait = ждут (медиана)
sides-figure-emotion = эмоция
sides-figure-goal = достигают цели
sides-figure-explained = объяснено картой
shelves-title = Библиотека всех карт
shelves-help = Точки контакта и каналы всех карт. Новое имя, в том числе одно для нескольких, пишется сразу на всех картах; изменения видны заранее и отменяются на каждой карте отдельно.
nav-library = Библиотека
shelves-all-maps = Переименовать на всех картах …
shelves-search = Искать имена
shelves-choose = Выбрать { $name }
shelves-none = Ни на одной карте их ещё нет.
shelves-unused = ни в одном шаге
shelves-maps = { $count ->
    [one] { $count } карта
    [few] { $count } карты
   *[other] { $count } карт
}
shelves-alike = написано иначе: { $names }
shelves-to = Новое имя для: { $names }
shelves-name = Название
shelves-becomes = { $names } → { $to }
shelves-look = Посмотреть изменения
shelves-do = { $count ->
    [one] Изменить { $count } карту
    [few] Изменить { $count } карты
   *[other] Изменить { $count } карт
}
shelves-would = будет изменена
shelves-changed = изменена
shelves-refused = не изменена
shelves-back = отменено
shelves-left = { $count ->
    [one] { $count } правка с тех пор изменена и остаётся
    [few] { $count } правки с тех пор изменены и остаются
   *[other] { $count } правок с тех пор изменены и остаются
}
shelves-not-back = Не отменено: { $why }
shelves-undo = Отменить
shelves-undo-one = Отменить на карте { $map }
shelves-undo-all = Отменить на всех картах ({ $count })
shelves-nothing = Ничего не изменится.
shelves-merges = сольётся с другим
shelves-of-map = Все карты сразу: библиотека проекта
merge-theirs-came = Кто-то другой тем временем изменил эту персону.
merge-done = Изменения обоих объединены: проверьте и сохраните ещё раз.
merge-both = Это изменили вы оба. Выберите для каждого.
merge-mine = Моё
merge-theirs = Их
merge-was = Было: { $text }
merge-empty = ничего
merge-field-persona = Как её называют карты
merge-field-name = Имя для читателя
merge-field-rule = Правило
merge-newer = Кто-то только что изменил эту персону. При сохранении ваши слова будут объединены с их словами.
merge-follows = { $count ->
    [one] Её называет { $count } карта: она примет новое имя.
    [few] Её называют { $count } карты: они примут новое имя.
   *[other] Её называют { $count } карт: они примут новое имя.
}
merge-followed = Карты, принявшие новое имя
merge-as-of = на { $day }
list-search = Искать карты
list-kind = Вид
list-all-kinds = все виды
list-needs = Показать
list-needs-all = все карты
list-needs-proposals = с открытыми предложениями
list-needs-comments = с открытыми комментариями
list-needs-actions = с мерами в работе
list-needs-unbacked = подкреплены менее чем наполовину
list-count = { $shown } из { $all } { $all ->
    [one] карты
   *[other] карт
}
list-nothing = Ни одна карта не подходит.
list-waiting = Числа выясняются …
portfolio-comments = Открытые комментарии
portfolio-proposals = Предложения
why-view-rename = Вид переименован
why-view-over = Вид сохранён снова
