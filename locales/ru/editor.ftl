# Тексты редактора. Одни и те же ключи на каждом языке.

view-edit = Правка

# Дорожки
edit-lane-steps = Шаги
edit-hint-steps = что делает клиент
edit-lane-arcs = Другие пути
edit-lane-flow = Поток
edit-hint-flow = клиенты и где они уходят
edit-lane-emotion = Эмоции
edit-hint-emotion = −2 … +2, полоса = интервал 95 %
edit-lane-voice = Голос клиента
edit-hint-voice = что говорят
edit-lane-think = Мысли
edit-hint-think = что приходит в голову
edit-lane-need = Потребности
edit-hint-need = что здесь нужно
edit-lane-pain = Болевые точки
edit-hint-pain = что мешает и насколько мы уверены
edit-lane-opportunity = Возможности
edit-hint-opportunity = ценность × простота
edit-lane-action = Меры
edit-hint-action = кто и с каким результатом
edit-lane-idea = Идеи
edit-hint-idea = ещё не взвешены
edit-lane-evidence = Материальные свидетельства
edit-hint-evidence = что клиент может потрогать
edit-lane-frontstage = Видимая часть
edit-hint-frontstage = что мы делаем на виду
edit-lane-backstage = Закулисье
edit-hint-backstage = что мы делаем вне поля зрения
edit-lane-support = Поддерживающие процессы
edit-hint-support = на чём держится остальное
edit-lane-systems = Системы
edit-hint-systems = наши инструменты
edit-lane-roles = Роли
edit-hint-roles = кто это делает
edit-lane-policies = Правила
edit-hint-policies = чего мы придерживаемся
edit-lane-training = Обучение
edit-hint-training = что люди должны уметь
edit-line-interaction = Линия взаимодействия
edit-line-visibility = Линия видимости
edit-line-internal = Линия внутреннего взаимодействия

# Виды записей, по одной
edit-kind-map = Карта
edit-kind-stage = Этап
edit-kind-step = Шаг
edit-kind-touchpoint = Точка контакта
edit-kind-channel = Канал
edit-kind-need = Потребность
edit-kind-think = Мысль
edit-kind-pain = Болевая точка
edit-kind-opportunity = Возможность
edit-kind-action = Мера
edit-kind-idea = Идея
edit-kind-evidence = Материальное свидетельство
edit-kind-frontstage = Видимая часть
edit-kind-backstage = Закулисье
edit-kind-support = Поддерживающий процесс
edit-kind-systems = Система
edit-kind-roles = Роль
edit-kind-policies = Правило
edit-kind-training = Обучение
edit-kind-path = Путь
edit-kind-hand_over = Передача
edit-kind-comment = Комментарий
edit-kind-vote = Голос
edit-kind-view = Вид

# Поля
edit-field-name = Название
edit-field-text = Текст
edit-field-kind = Вид карты
edit-field-occasion = Повод
edit-field-goal = Цель
edit-field-measure = Мера успеха
edit-field-actors = Персоны
edit-field-unit = Один путь — это
edit-field-where = Только пути, где
edit-field-question = Клиент спрашивает
edit-field-task = Наша задача
edit-field-id = Имя в файлах
edit-field-match = События, которые и есть этот шаг
edit-field-optional = Его проходят не все
edit-field-repeats = Может повторяться
edit-field-end = Завершает путь
edit-field-limit = Наибольшее пребывание
edit-field-touchpoints = Точки контакта
edit-field-channels = Каналы
edit-field-channel = Канал
edit-field-action = Что делает клиент
edit-field-feel = Чувство
edit-field-value = Эмоция, −2 … +2
edit-field-from = От
edit-field-step-from = Откуда известна эмоция
edit-field-to = До
edit-field-quotes = Цитаты
edit-field-department = Отдел
edit-field-opens = Открывает карту
edit-field-sort = Род
edit-field-claim = Что должны сказать данные
edit-field-effort = Усилия в человеко-неделях
edit-field-owner = Ответственный
edit-field-due = Срок
edit-field-status = Состояние
edit-field-predict = Чего мы ждём
edit-field-experiment = Эксперимент
edit-field-when = Когда по нему идут
edit-field-what = Что передаётся
edit-not-said = не указано
edit-add = Добавить
edit-add-to = Добавить: { $field }
edit-take-out = Убрать: { $name }
edit-number-bounds = Число от { $least } до { $most }
edit-feeling-off = { $value } — вне шкалы от −2 до +2. Значение остаётся прежним.

# Значения
edit-value-launch = Запуск
edit-value-complaints = Жалобы
edit-value-silent_leavers = Уходящие молча
edit-value-aligning_teams = Согласование команд
edit-value-ending_guesses = Конец догадкам
edit-value-customer = Клиент
edit-value-case = Экземпляр процесса
edit-value-account = Учётная запись
edit-value-session = Сеанс
edit-value-stars = Звёзды
edit-value-nps = NPS
edit-value-csat = CSAT
edit-value-ces = CES
edit-value-ces2 = CES 2.0
edit-value-thumbs = Пальцы вверх и вниз
edit-value-text = Написанное
edit-value-estimate = Оценка на глаз
edit-value-social = Социальные сети
edit-value-ads = Реклама
edit-value-search = Поиск
edit-value-site = Сайт
edit-value-app = Приложение
edit-value-store = Магазин
edit-value-phone = Телефон
edit-value-email = Эл. почта
edit-value-chat = Чат
edit-value-partner = Партнёр
edit-value-message = Сообщение
edit-value-touchpoint = Точка контакта
edit-value-process = Процесс
edit-value-training = Обучение
edit-value-planned = запланировано
edit-value-running = идёт
edit-value-shipped = внедрено
edit-value-dropped = отменено

# Сетка
edit-grid = { $name }: стрелки перемещают, набор пишет, ? показывает клавиши
edit-empty-cell = { $lane }: пусто
edit-unnamed = Пока ничего не написано
edit-stage-unnamed = Этап без названия
edit-step-unnamed = Шаг без названия
edit-first-step = Добавить первый шаг
edit-write-here = Пишите здесь
edit-selected =
    { $count ->
        [one] Выбран { $count } элемент
        [few] Выбрано { $count } элемента
       *[many] Выбрано { $count } элементов
    }
edit-removed =
    { $count ->
        [one] Удалён { $count } элемент
        [few] Удалено { $count } элемента
       *[many] Удалено { $count } элементов
    }
edit-brought-back = Возвращено
edit-undone = Отменено
edit-redone = Повторено
edit-copied = Скопировано: { $count }
edit-pasted = Вставлено: { $count }
edit-paste-cut =
    { $count ->
        [one] Не поместился { $count } знак вставленного текста: места хватает на { $most }.
        [few] Не поместились { $count } знака вставленного текста: места хватает на { $most }.
       *[many] Не поместилось { $count } знаков вставленного текста: места хватает на { $most }.
    }
edit-paste-key = Браузер не открывает здесь буфер обмена: вставьте с клавиатуры.
edit-dragging =
    { $count ->
        [one] { $count } карточка
        [few] { $count } карточки
       *[many] { $count } карточек
    }
edit-cards =
    { $count ->
        [one] { $count } карточка
        [few] { $count } карточки
       *[many] { $count } карточек
    }
edit-refused = Это невозможно: { $why }
edit-turn-in-use = «{ $card }» остаётся возможностью: по ней уже принимается мера. Сначала перенесите меру к другой возможности или удалите её.
edit-effort = усилия { $weeks }
edit-lost = потеряно: { $count }
edit-not-weighed = утверждение ещё не взвешено
edit-journeys =
    { $count ->
        [one] { $count } путь
        [few] { $count } пути
       *[many] { $count } путей
    }
edit-journeys-short = путей: { $count }
edit-leave = { $share } уходят здесь
edit-unbound = События не привязаны
edit-no-feeling = никто не сказал, что здесь чувствуют
edit-feeling-offer = Перетащите точку или нажмите Enter, чтобы выбрать
edit-feeling-choose = Выбрать…
edit-feeling = { $value }, { $feel }, оценка на глаз
edit-feeling-measured = измерено { $value }, от { $low } до { $high }, n = { $n }
edit-feeling-of = Эмоция на шаге { $step }
edit-assumed = предположение
edit-choose-feel = Слово для чувства
edit-no-voice = На этом шаге ещё нет отзывов
edit-voices =
    { $count ->
        [0] Нет отзывов
        [one] { $count } отзыв
        [few] { $count } отзыва
       *[many] { $count } отзывов
    }
edit-pin = Оставить
edit-unpin = Оставлено
edit-arc = { $kind } от { $from } до { $to }: { $words }
edit-arcs-left-out =
    { $count ->
        [one] Ещё { $count }, самый редкий, не нарисован
        [few] Ещё { $count }, самые редкие, не нарисованы
       *[many] Ещё { $count }, самые редкие, не нарисованы
    }
edit-votes =
    { $count ->
        [one] { $count } голос
        [few] { $count } голоса
       *[many] { $count } голосов
    }
edit-comments =
    { $count ->
        [one] { $count } открытый комментарий
        [few] { $count } открытых комментария
       *[many] { $count } открытых комментариев
    }
edit-vote-given = Ваша точка поставлена
edit-vote-taken = Ваша точка снята
edit-vote-take = Снять мою точку
edit-make-opportunity = Сделать возможностью
edit-empty-title = Пустая карта
edit-empty-help = Начните с этапа и пишите дальше или вставьте таблицу либо план, которые у вас уже есть.

# Команды
cmd-undo = Отменить
cmd-redo = Повторить
cmd-write = Писать
cmd-cut = Вырезать
cmd-copy = Копировать
cmd-paste = Вставить
cmd-duplicate = Дублировать
cmd-delete = Удалить
cmd-select-all = Выбрать всё в ячейке, затем в дорожке
cmd-add-after = Новый элемент после этого
cmd-add-step = Новый шаг
cmd-add-stage = Новый этап
cmd-add-action = Добавить меру к возможности
cmd-add-path = Добавить другой путь между шагами
cmd-add-hand-over = Добавить передачу
cmd-make-journey = Сделать из этого шага отдельный путь
cmd-open-journey = Открыть путь внутри этого шага
cmd-add-card = Новая карточка: { $kind }
cmd-paste-map = Сделать карту из таблицы или плана
cmd-move-left = Сдвинуть влево
cmd-move-right = Сдвинуть вправо
cmd-move-up = Сдвинуть вверх
cmd-move-down = Сдвинуть вниз
cmd-feeling-up = Эмоция выше на 0,1
cmd-feeling-down = Эмоция ниже на 0,1
cmd-hide-lane = Скрыть эту дорожку
cmd-turn = Превратить в: { $kind }
cmd-events = Привязать события
cmd-claim = Сказать, что должны показать данные
cmd-comment = Комментарии
cmd-vote = Голосовать
cmd-timer =
    { $minutes ->
        [one] Таймер: { $minutes } минута
        [few] Таймер: { $minutes } минуты
       *[many] Таймер: { $minutes } минут
    }
cmd-timer-stop = Остановить таймер
cmd-palette = Команды
cmd-shortcuts = Сочетания клавиш
cmd-search = Поиск
cmd-filter = Фильтр
cmd-clear-filter = Показать всё
cmd-lanes = Дорожки
cmd-save-view = Сохранить этот вид
cmd-sketch = Набросок
cmd-standard = Обычный
cmd-full = Полный
cmd-zoom-in = Увеличить карту
cmd-zoom-out = Уменьшить карту
cmd-zoom-whole = Показать карту в обычном размере
cmd-zoom-fit = Вписать карту в окно
zoom-said = Размер карты: { $percent } %
cmd-details = Подробности
cmd-bin = Корзина
cmd-narrative = Читать как рассказ
cmd-aside = Непринятые изменения
cmd-pointers-hide = Скрыть указатели людей
cmd-pointers-show = Показать указатели людей
edit-group-edit = Правка
edit-group-insert = Вставка
edit-group-move = Порядок
edit-group-evidence = Доказательства
edit-group-talk = Вместе
edit-group-view = Вид
edit-group-grid = В сетке
edit-palette-search = Что вы хотите сделать?
edit-palette-none = Такой команды нет.
edit-key-arrows = К следующей ячейке или карточке
edit-key-extend = Выбрать больше
edit-key-ends = К краям дорожки, карты
edit-key-toggle = Добавить к выбору или убрать
edit-key-type = Писать вместо того, что здесь стоит
edit-key-next = При вводе: к следующему тексту
edit-key-feeling = На эмоции: вверх и вниз на 0,1
edit-key-leave = При вводе: оставить как было

# Панель инструментов
edit-bar = Инструменты редактора
edit-menu-insert = Вставка
edit-menu-edit = Правка
edit-menu-move = Порядок
edit-menu-view = Ещё
edit-detail = Подробность
edit-views = Виды
edit-filter-on = Отфильтровано
edit-found =
    { $count ->
        [one] Найден { $count }
        [few] Найдено { $count }
       *[many] Найдено { $count }
    }
edit-people =
    { $count ->
        [one] Здесь { $count } человек
        [few] Здесь { $count } человека
       *[many] Здесь { $count } человек
    }
edit-you = { $name } (вы)
edit-go-to = Перейти: { $name }
edit-live = В эфире
edit-updated = изменено { $ago }
edit-opens = Открывает путь «{ $name }»
edit-journey-failed = Не удалось создать путь: { $why }
edit-channel-seen = видно в событиях
edit-standing-opening = Открывается …
edit-standing-kept = Сохранено
edit-standing-saving = Сохраняется …
edit-standing-offline = Нет связи; хранится здесь
edit-standing-waiting =
    { $count ->
        [one] Нет связи: { $count } изменение ждёт в этом браузере
        [few] Нет связи: { $count } изменения ждут в этом браузере
       *[many] Нет связи: { $count } изменений ждут в этом браузере
    }
edit-standing-unwelcome = Не сохранено: { $why }
edit-unwelcome-nobody = Сервер больше не знает, кто вы
edit-unwelcome-nobody-help = Войдите снова. Всё, что вы пишете, сохраняется здесь.
edit-unwelcome-map-full = Эта карта открыта на слишком многих страницах
edit-unwelcome-map-full-help = Закройте часть из них и загрузите эту страницу заново.
edit-unwelcome-not-yours = Эта копия карты принадлежит кому-то другому
edit-unwelcome-not-yours-help = Загрузите страницу заново.
edit-unwelcome-map-removed = Эта карта удалена
edit-unwelcome-map-removed-help = Её можно вернуть: Карты, Удалённые карты. Написанное хранится здесь до тех пор.
edit-unwelcome-damaged = Страница и сервер не поняли друг друга
edit-unwelcome-damaged-help = Загрузите страницу заново. Неотправленное остаётся в этом браузере.
edit-unwelcome-bad-message = Страница и сервер не поняли друг друга
edit-unwelcome-bad-message-help = Загрузите страницу заново. Неотправленное остаётся в этом браузере.
edit-unwelcome-unknown-map = Такой карты нет
edit-unwelcome-unknown-map-help = Возможно, теперь она называется иначе: посмотрите в разделе «Карты».
edit-unwelcome-map-unreadable = Файл карты не удаётся прочитать
edit-unwelcome-map-unreadable-help = Исправьте его или верните прежний из истории папки; `wayline check` укажет место.
edit-unwelcome-too-many = На карте больше карточек, чем можно править вместе
edit-unwelcome-too-many-help = Разделите её файл на несколько карт.
edit-unwelcome-busy = Сервер сейчас слишком занят
edit-unwelcome-busy-help = Страница попробует снова сама.
edit-unwelcome-io = Диск сервера отказал
edit-unwelcome-io-help = Сообщите тому, кто его ведёт. Написанное хранится здесь.
edit-unwelcome-document-damaged = То, что сервер хранит об этой карте, повреждено
edit-unwelcome-document-damaged-help = Сообщите тому, кто его ведёт. Написанное хранится здесь.
edit-standing-refused =
    { $count ->
        [one] { $count } изменение не принято: { $why }
        [few] { $count } изменения не приняты: { $why }
       *[many] { $count } изменений не принято: { $why }
    }
edit-standing-outdated =
    { $count ->
        [0] Загрузите страницу заново: сервер новее
        [one] Сервер новее этой страницы. { $count } изменение хранится в этом браузере
        [few] Сервер новее этой страницы. { $count } изменения хранятся в этом браузере
       *[many] Сервер новее этой страницы. { $count } изменений хранится в этом браузере
    }
edit-standing-reload = Загрузить заново
edit-outdated-help = Загрузите страницу заново. Неотправленное остаётся в этом браузере.
edit-standing-unsafe-none = этот браузер ничего не хранит: не закрывайте, пока не сохранится
edit-standing-unsafe-full = хранилище этого браузера заполнено: не закрывайте, пока не сохранится, или скачайте изменения
edit-file-mistake-line = В файле ошибка в строке { $row }: { $what }. Написанное здесь хранится на сервере, а файл обновится, когда ошибку исправят.
edit-file-mistake = Файл не читается: { $what }. Написанное здесь хранится на сервере, а файл обновится, когда ошибку исправят.
edit-file-gone = Файл карты убрали из папки. Всё, что есть на карте, хранится на сервере; следующая правка запишет файл заново.
edit-timer-over = Время вышло

# Окна
edit-done = Готово
edit-save = Сохранить
edit-show = Показать
edit-hide = Скрыть
edit-lanes-help = Для всех, кто открывает эту карту. Скрытое не пропадает.
edit-lanes-more = Другие дорожки
edit-lane-up = { $lane }: выше
edit-lane-down = { $lane }: ниже
edit-lane-hide = Скрыть: { $lane }
edit-lane-show = Показать: { $lane }
edit-filter-text = Со словами
edit-filter-grade = Насколько обосновано
edit-filter-all = все
edit-filter-talk = Обсуждаемое
edit-filter-votes = с голосами
edit-filter-comments = с открытыми комментариями
edit-filter-hide = Скрыть то, что не подходит
edit-paste-help = Вставьте таблицу (шаги по столбцам или по строкам) или список с отступами: этап, шаг, карточка
edit-paste-row = Строка «{ $row }» — это
edit-paste-no-lane = То, что без названия, — это
edit-paste-leave-out = пропустить
edit-paste-preview = Предварительный вид
edit-paste-lane = { $lane } ({ $count })
edit-paste-unknown = «{ $row }»: непонятно, пропущено
edit-paste-unknown-line = Дорожка не названа: пропущено
edit-paste-found =
    { $steps ->
        [one] { $steps } шаг
        [few] { $steps } шага
       *[many] { $steps } шагов
    } в { $stages ->
        [one] { $stages } этапе
       *[many] { $stages } этапах
    }
edit-paste-read = Прочитано: { $rows }
edit-paste-off-scale = Вне шкалы от −2 до +2, пропущено: { $rows }. Чтобы они попали на карту, исправьте их в тексте выше.
edit-paste-apply = Добавить на карту
edit-events-of = События шага «{ $step }»
edit-events-search = Найти действие
edit-events-none = Сейчас нельзя спросить о событиях. Имя всё равно можно ввести.
edit-events-used = также { $step }
edit-events-never = не встречалось
edit-events-type = Привязать «{ $name }»
edit-claim-op = Вопрос
edit-claim-none = без утверждения: предположение
edit-claim-unbound = К шагу не привязаны события.
edit-claim-quantity = Величина
edit-claim-side = Ниже или выше
edit-claim-below = ниже
edit-claim-above = выше
edit-claim-number = Порог
edit-claim-where = Среди путей, где
edit-claim-against = По сравнению с путями, где
edit-claim-about = Оценки о
edit-claim-from = От действия
edit-claim-to = До действия
edit-claim-steps = Действия по порядку
edit-claim-within = В течение
edit-claim-goal = Цель: какого действия достичь
edit-op-ratings = Как это оценивают
edit-op-dwell = Сколько это длится
edit-op-funnel = Сколько проходят дальше
edit-op-counts = Сколько уходят или делают это
edit-op-drivers = Как это влияет на цель
edit-quantity-mean = среднее
edit-quantity-median-s = медиана времени
edit-quantity-rate = доля
edit-quantity-count = число
edit-quantity-odds = отношение шансов
edit-quantity-difference = разница
edit-weighing = Взвешивается …
edit-cannot-weigh = Сейчас нельзя сказать, чего это стоит. Утверждение сохранено.

# Боковые панели
edit-bin-empty = Ничего не удалено.
edit-bring-back = Вернуть
edit-bring-back-one = Вернуть: { $name }
edit-comments-open =
    { $count ->
        [0] Комментировать
        [one] { $count } комментарий
        [few] { $count } комментария
       *[many] { $count } комментариев
    }
edit-no-comments = Пока никто ничего не сказал.
edit-comment-write = Напишите комментарий; @ упоминает человека
edit-comment-send = Отправить
edit-comment-sent = Отправлено
edit-mention = Кого упомянуть
edit-mention-nobody = Никто с именем «{ $name }» сюда ещё не присоединился. Кто откроет карту для правки, назовётся один раз, и его можно будет упомянуть.
edit-resolve = Решено
edit-reopen = Открыть снова
edit-resolved =
    { $count ->
        [one] { $count } решённый
        [few] { $count } решённых
       *[many] { $count } решённых
    }
edit-somebody = Кто-то
edit-tell-question = Клиенты спрашивают: «{ $question }»
edit-tell-task = Наша задача: { $task }
edit-tell-where = Это происходит здесь: { $where }
edit-tell-feeling = Ощущение: { $feel } { $value }

# Вход
edit-join-title = Кто правит?
edit-join-help = Другие видят ваше имя там, где вы работаете. Оно хранится только на этом сервере.
edit-join-before = То, что вы написали здесь как { $name } и что не было отправлено, хранится в этом браузере: после входа оно будет предложено вам на карте.
edit-join-name = Ваше имя
edit-join-colour = Ваш цвет
edit-join = Начать
edit-join-failed = Сервер не ответил. Попробуйте ещё раз.
edit-join-again = Войти снова
edit-cannot-open = Живую карту нельзя открыть

# Что говорит история
why-add = Добавлено
why-journey = Из шага сделан путь
why-write = Написано
why-set = Изменено
why-remove = Удалено
why-bring-back = Возвращено
why-move = Перемещено
why-turn = Превращено в другой вид
why-paste = Вставлено
why-duplicate = Дублировано
why-lanes = Выбраны дорожки
why-feeling = Задана эмоция
why-quotes = Выбраны цитаты
why-match = Привязаны события
why-vote = Отдан голос
why-comment = Комментарий
why-timer = Задан таймер
why-view = Сохранён вид
why-undo = Отменено
why-redo = Повторено
why-again = Внесено снова после отказа

# Чего сервер не принял
edit-kept-since = На { $when }
edit-aside-show = Показать
edit-aside-count =
    { $count ->
        [one] { $count } изменение не принято
        [few] { $count } изменения не приняты
       *[many] { $count } изменений не принято
    }
edit-aside-help = Ничего не пропало: всё отложено в этом браузере, пока вы это не выбросите.
edit-aside-empty = Ничего не отложено: сервер принял всё.
edit-aside-elsewhere = Отложены изменения и других карт
edit-aside-unreadable = Прочитать это здесь нельзя. Скачайте и спросите того, кто ведёт сервер.
edit-aside-unsent = Ещё не на сервере
edit-aside-unsent-help = Хранится здесь и уйдёт, как только сервер примет. Можно и скачать.
edit-aside-again =
    { $count ->
        [one] Внести { $count } изменение снова
        [few] Внести { $count } изменения снова
       *[many] Внести { $count } изменений снова
    }
edit-aside-again-done = Внесено снова: { $done } из { $count }
edit-aside-save-text = Скачать текст
edit-aside-save-json = Скачать JSON
edit-aside-discard = Выбросить
edit-aside-discard-title = Выбросить навсегда?
edit-aside-discard-text =
    { $count ->
        [one] { $count } изменение будет удалено из этого браузера. Вернуть его нельзя.
        [few] { $count } изменения будут удалены из этого браузера. Вернуть их нельзя.
       *[many] { $count } изменений будет удалено из этого браузера. Вернуть их нельзя.
    }
edit-aside-discarded = Выброшено
edit-aside-keep = Оставить
edit-aside-was = { $field }: было
edit-aside-now = { $field }: как вы написали
edit-aside-nothing = (ничего)
edit-aside-yes = Да
edit-aside-within = в: { $name }
edit-aside-unfit-there = На карте уже так.
edit-aside-unfit-gone = Снова внести нельзя: с тех пор это удалили.
edit-aside-unfit-no-place = Снова внести нельзя: удалено то, в чём это лежало.
edit-aside-unfit-changed = Снова внести нельзя: с тех пор это изменили. Скопируйте и впишите вручную.
edit-aside-why-too-large = Изменение слишком велико, чтобы принять его сразу.
edit-aside-why-too-many = На карте стало бы слишком много карточек.
edit-aside-why-map-full = Карта заполнена.
edit-aside-why-not-yours = Это сделано от имени кого-то другого.
edit-aside-why-damaged = Пришло повреждённым.
edit-aside-why-bad-message = Страница и сервер не поняли друг друга. Загрузите страницу заново.
edit-aside-why-too-long = Что-то в этом слишком длинное.
edit-aside-why-wrong-value = Какое-то значение не подходит к полю.
edit-aside-why-wrong-place = Чему-то в этом там не место.
edit-aside-why-not-an-update = Пришло повреждённым.
edit-aside-why-unknown-record = Речь о том, чего нет на карте.
edit-aside-why-internal = Сервер не смог это принять. Сообщите тому, кто его ведёт.
edit-aside-why-not-a-map = Этому нет места в этой версии карты.
edit-aside-why-other-map = Сервер начал эту карту заново: вот что вы изменили в прежней.
edit-aside-why-left-behind = Это написано в этом браузере под прежним именем и не было отправлено.
edit-does-added = Добавлено
edit-does-removed = Удалено
edit-does-brought-back = Возвращено
edit-does-moved = Перемещено
edit-does-changed = Изменено

# What is told, and done by hand
edit-undone-what =
    Отменено: { $what }{ $named ->
        [yes] {" «"}{ $name }»
       *[no] {""}
    }
edit-redone-what =
    Сделано снова: { $what }{ $named ->
        [yes] {" «"}{ $name }»
       *[no] {""}
    }
edit-write-cancelled = Осталось как было
edit-arc-added = Добавлено: { $kind }, { $ends }
edit-added = Добавлено: { $kind } «{ $name }», { $where }
edit-moved-to =
    «{ $name }» теперь здесь: { $where }{ $more ->
        [0] {""}
       *[other] {", и ещё "}{ $more }
    }
edit-where-stage = место { $at } из { $of } среди этапов
edit-where-step = { $stage }, шаг { $at } из { $of }
edit-where-card = { $step }, { $lane }, { $at } из { $of }
edit-where-lane = место { $at } из { $of } среди дорожек
edit-turned =
    { $count ->
        [one] { $count } карточка теперь: { $kind }
        [few] { $count } карточки теперь: { $kind }
       *[many] { $count } карточек теперь: { $kind }
    }
edit-opportunity-for = Исправить: { $pain }
edit-opportunities-made =
    { $count ->
        [one] Добавлена возможность. Болевая точка остаётся: «{ $pain }»
        [few] Добавлены { $count } возможности. Болевые точки остаются.
       *[many] Добавлено { $count } возможностей. Болевые точки остаются.
    }
edit-cut = Вырезано: { $count }. Вставьте туда, где этому место.
edit-cannot-become = «{ $name }» не может стать: { $kind }. Такое лежит в: { $above }. Создайте новое там.
edit-cannot-hold = «{ $name }» сюда нельзя: на дорожке { $lane } нет карточек.
edit-no-word = слово не выбрано
edit-feeling-set = Эмоция на шаге { $step }: { $value }
edit-feeling-none = Эмоция на шаге { $step }: не указана
edit-feeling-clear = Не указывать
edit-is-selected = выбрано
edit-is-here = здесь { $name }
edit-came = Карту открывает { $name }
edit-left = Карту покидает { $name }
edit-taken-writing = { $who }: удалено, пока вы писали: { $kind } «{ $name }». Написанное вами сохранено.
edit-taken-open = { $who }: удалено открытое у вас: { $kind } «{ $name }».
edit-taken-back = Вернуть
edit-mentioned = { $who } упоминает вас в комментарии к «{ $name }»
edit-mentioned-show = Показать
edit-mentions-unread =
    { $count ->
        [one] { $count } непрочитанный комментарий с упоминанием вас
        [few] { $count } непрочитанных комментария с упоминанием вас
       *[other] { $count } непрочитанных комментариев с упоминанием вас
    }
edit-mentions-read = Комментарии с упоминанием вас
edit-mention-new = Не прочитано
edit-comment-delete = Удалить
edit-comment-deleted = Комментарий удалён
why-comment-removed = Комментарий удалён
edit-people-more =
    { $count ->
        [one] Ещё { $count } человек
        [few] Ещё { $count } человека
       *[other] Ещё { $count } человек
    }
edit-colour-taken = Этот цвет уже у { $names }. Его можно взять, но с другим вас легче различить.
edit-colour-of = { $colour }, уже у { $names }
edit-written = Записано: { $name }
edit-refused-opening = карта ещё открывается
edit-refused-gone = это тем временем удалили
edit-refused-wrong-place = там этому не место
edit-refused-wrong-value = это значение не подходит к полю
edit-refused-too-long = больше { $most } знаков
edit-refused-too-many-items = больше { $most } записей
edit-refused-too-many = на карте уже { $most } карточек, больше нельзя
edit-pointers-hidden = Указатели скрыты, ваш от других тоже
edit-pointers-shown = Указатели всех показаны
edit-theirs-added = { $who } добавляет: { $kind } «{ $name }»
edit-theirs-removed = { $who } удаляет: { $kind } «{ $name }»
edit-theirs-moved = { $who } перемещает: { $kind } «{ $name }»
edit-theirs-changed = { $who } изменяет: { $kind } «{ $name }»
edit-theirs-commented = { $who } комментирует: { $kind } «{ $name }»
edit-theirs-voted = { $who } голосует: { $kind } «{ $name }»
edit-theirs-many = { $who }, изменений: { $count }
edit-name-added = «{ $name }» добавлено в { $to }
edit-lane-touchpoints = Точки контакта
edit-hint-touchpoints = где мы встречаемся
edit-menu-turn = Превратить в
cmd-menu = Что здесь можно сделать
cmd-add-touchpoint = Новая точка контакта шага
cmd-add-channel = Новый канал шага
why-cut = Вырезано
why-touchpoints = Точки контакта изменены
why-channels = Каналы изменены
edit-key-done = При вводе: готово; если создавалось новое, к следующему
edit-key-line = При вводе: новая строка
edit-key-feeling-open = На эмоции: значение стрелками или цифрами и слово; Esc закрывает
colour-blue = Синий
colour-brown = Коричневый
colour-green = Зелёный
colour-raspberry = Малиновый
colour-violet = Фиолетовый
colour-red = Красный
colour-petrol = Бирюзовый
colour-grey = Серый
