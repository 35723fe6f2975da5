# Тексты страниц вокруг карты. Одни и те же ключи на каждом языке.

# Везде
pages-cancel = Отмена
nav-new = Новая карта
nav-portfolio = Обзор карт
nav-personas = Персоны
view-summary = Сводка
view-present = Показать
view-compare = Сравнить
view-history = История
view-proposals = Предложения
view-library = Библиотека
views-working = Работа с картой
pages-open = Открыть
pages-somebody = кто-то
pages-file = файл карты
pages-goal = Цель
trouble-changed-meanwhile = Кто-то изменил это тем временем
trouble-unknown-persona = Такой персоны нет
trouble-unknown-version = Такой версии нет

# Начало
start-title = Новая карта
start-first-title = Нарисуйте первую карту
start-intro = Десять минут до первой карты. Пусть на ней одни предположения: Wayline так и покажет их, пока их не подкрепят данные или проверка.
start-ways = Способы начать
start-way-questions = Ответить на четыре вопроса
start-way-questions-help = Пять этапов с первыми шагами, которые вы переименуете
start-way-template = Взять шаблон
start-way-template-help = Карта, с которой начинали другие
start-way-paste = Вставить таблицу
start-way-paste-help = Из таблицы, с доски или из списка
start-way-draft = Набросать по данным
start-way-draft-help = Этапы, шаги и болевые точки, найденные в событиях
start-ask-occasion = 1. Зачем вы её рисуете?
start-occasion-launch = Мы запускаем новое
start-occasion-launch-help = Одни предположения и план, как их проверить
start-occasion-complaints = Клиенты жалуются
start-occasion-complaints-help = Найти, где болит и у скольких
start-occasion-silent_leavers = Клиенты уходят молча
start-occasion-silent_leavers-help = Увидеть, где они перестают возвращаться
start-occasion-aligning_teams = Команды видят разные пути
start-occasion-aligning_teams-help = Одна картина для всех
start-occasion-ending_guesses = Никто толком не знает
start-occasion-ending_guesses-help = Покончить с догадками
start-ask-actor = 2. Кто проходит этот путь?
start-actor-example = Занятый родитель, покупает впервые
start-ask-goal = 3. Что должно улучшиться или выясниться?
start-goal-example = Больше тех, кто начал платить, заканчивают оплату
start-ask-data = 4. Есть ли у вас данные об этом?
start-data-here = Да, в этом проекте
start-data-here-help = Пока ничего не загружено
start-data-events = Здесь { $events } событий
start-data-elsewhere = Да, в другом месте
start-data-elsewhere-help = Загрузите CSV позже командой «wayline import»
start-data-none = Пока нет
start-data-none-help = Всё начнётся как предположение
start-ask-name = Как называется карта?
start-name-plain = Путь клиента
start-name-of = Путь: { $actor }
start-strip = С чего начнётся карта
start-strip-help = Всё можно переименовать, передвинуть и убрать.
start-make = Создать карту
start-making = Карта создаётся …
start-draft-instead = Или набросать её по данным
start-templates-none = Шаблонов здесь нет
start-templates-none-help = На этом сервере их нет. Четыре вопроса дадут карту из пяти этапов.
start-use-template = Начать с «{ $name }»
start-paste-label = Ваша таблица или список
start-paste-help = Столбец на шаг и дорожки строками, строка на шаг или список, где шаги стоят с отступом под этапами.
start-paste-example =
    Осведомлённость
      Узнаёт о нас
    Покупка
      Выбирает
      Оплачивает
start-paste-unknown = пропущены неизвестные строки: { $rows }
start-unnamed = Без названия
start-draft-from = Из { $events } событий на { $journeys } путях: этапы, шаги, развилки, эмоции и болевые точки, всё с основаниями.
start-draft-limits =
    { $count ->
        [one] { $count } вывода из них сделать нельзя
        [few] { $count } выводов из них сделать нельзя
       *[many] { $count } выводов из них сделать нельзя
    }
start-draft = Набросать карту
start-stage-awareness = Осведомлённость
start-stage-consideration = Рассмотрение
start-stage-purchase = Покупка
start-stage-retention = Удержание
start-stage-advocacy = Рекомендация
start-question-awareness = Кто вы?
start-question-consideration = Стоит ли идти с ними?
start-question-purchase = Давайте
start-question-retention = Остаться или уйти?
start-question-advocacy = Ты должен это попробовать
start-task-awareness = Быть заметными и одной фразой сказать, для чего это
start-task-consideration = Честно ответить на каждое сомнение
start-task-purchase = Сделать «да» лёгким
start-task-retention = Сдержать обещание и сразу помогать
start-task-advocacy = Дать то, о чём стоит рассказать
start-step-awareness-1 = Узнаёт о нас
start-step-consideration-1 = Присматривается
start-step-consideration-2 = Сравнивает
start-step-purchase-1 = Выбирает
start-step-purchase-2 = Оплачивает
start-step-retention-1 = Пользуется впервые
start-step-retention-2 = Просит помощи
start-step-advocacy-1 = Рассказывает друзьям

# Сводка
pages-more = и ещё { $count }
summary-print = Печать на одной странице
summary-no-goal = На этой карте пока не записана цель
summary-feeling = Каково это
summary-lowest = Ниже всего
summary-highest = Выше всего
summary-pains = Три худшие болевые точки
summary-no-pains = На этой карте пока нет болевых точек.
summary-lost = потеряно: { counted }
summary-hit = сколько потеряно, неизвестно; измерено на { $count }
summary-unmeasured = не измерено
summary-wins = Быстрые победы
summary-no-wins = На этой карте пока нет возможностей.
summary-wins-are = С трудоёмкостью не более { $weeks } человеко-недель.
summary-no-quick = Нет возможностей с известной трудоёмкостью до { $weeks } человеко-недель.
summary-ideas = Остальные возможности
summary-effort = { $weeks ->
        [one] { $weeks } человеко-неделя
        [few] { $weeks } человеко-недели
        [many] { $weeks } человеко-недель
       *[other] { $weeks } человеко-недели
    }
summary-effort-unknown = трудоёмкость не указана
summary-doing = Что делается
summary-nothing-done = Пока ничего: карта без мер ничего не меняет.
summary-no-owner = никто не отвечает
summary-no-due = без срока
summary-assumed = Что пока предположение
summary-nothing-assumed = За каждым утверждением на этой карте есть основания.
summary-sort-pain = Болевая точка
summary-sort-opportunity = Возможность
summary-sort-emotion = Чувства оценены на глаз

# Показ
present-slide = Слайд { $number } из { $all }
present-step = Шаг { $number } из { $all }
present-next = Следующий слайд
present-before = Предыдущий слайд
present-full = Во весь экран
present-leave = Закончить
present-keys = ← → пробел: листать, F: во весь экран, Esc: закончить
present-customers = делают этот шаг
present-leaving = уходят здесь
present-feeling = каково это
present-waiting = ожидание перед этим
present-pains = Где болит
present-pains-title = Что болит сильнее всего
present-done = Что с этим делается
present-unknown = неизвестно
present-said-by = один из { $count }

# Сравнение
compare-title = Рядом
compare-with = Сравнить эту карту с
compare-choose = Выберите карту или версию
compare-choose-help = Положите «как есть» рядом с «как будет» или сегодняшнее рядом с прежней версией. Там же — две персоны, два дня или две версии этой карты.
compare-maps = Карты
compare-versions = Версии этой карты
compare-two-versions = { $from } и { $to }
compare-times = Два момента этой карты: дни или версии
times-day = на конец дня
times-which-day = День
times-alike = Оба момента совпадают. Выберите день или версию для одного из них.
times-end-of = конец дня { $day }
compare-since = Что изменилось с версии { $name }
compare-tally = Шагов без различий: { $same }, с различиями: { $changed }, только там: { $added }, только здесь: { $removed }
compare-changes =
    { $count ->
        [one] { $count } изменение
        [few] { $count } изменения
       *[many] { $count } изменений
    }
compare-journeys = путей: { $count }
compare-only = Только различия
compare-nothing = Различий нет
compare-no-steps = Шагов нет
compare-method = Шаги считаются одними и теми же, если одинаково называются или это одни и те же события. Показатели различаются, только если их 95% интервалы не пересекаются; остальное может быть случайностью.
compare-versions-method = Версии хранят то, что написано на карте, но не показатели: они всегда по сегодняшним данным.
compare-same = так же
compare-changed = изменено
compare-added = новое
compare-removed = убрано
compare-elsewhere = там стоит в этапе { $stage }
compare-counts = пути: { $counts }
compare-beside = рядом с
compare-higher = выше
compare-lower = ниже
compare-unclear = различие не доказано
compare-unknown = сравнить нельзя
compare-better = лучше
compare-worse = хуже
compare-figure-left = Уходят здесь
compare-figure-wait = Ожидание перед этим
compare-figure-emotion = Эмоции
compare-figure-goal = Достигают цели
compare-figure-explained = Пути, которые карта объясняет
compare-figure-lowest = Худший момент
compare-sort-name = название
compare-sort-action = что делает клиент
compare-sort-channel = канал
compare-sort-touchpoint = точка контакта
compare-sort-need = потребность
compare-sort-think = мысль
compare-sort-pain = болевая точка
compare-sort-opportunity = возможность
compare-sort-act = мера
compare-sort-idea = идея
compare-sort-evidence = материальное свидетельство
compare-sort-frontstage = видимая часть
compare-sort-backstage = закулисье
compare-sort-support = поддерживающий процесс
compare-sort-systems = система
compare-sort-roles = роль
compare-sort-policies = правило
compare-sort-training = обучение

# Обзор карт
portfolio-title = Обзор карт
portfolio-loading = Просматриваем все карты …
portfolio-caption = Все карты по состоянию. Нажатие на заголовок упорядочивает строки.
portfolio-unreadable = Карту не удаётся прочитать.
portfolio-name = Карта
portfolio-journeys = Пути
portfolio-goal = Достигают цели
portfolio-backed = Подкреплено данными
portfolio-explained = Объяснено
portfolio-lowest = Худший момент
portfolio-changed = Последнее изменение
portfolio-actions = Открытые меры
portfolio-shapes = Форма каждого пути
portfolio-shapes-help = Столбики: сколько делают каждый шаг. Кривая: каково это, от −2 до +2, с интервалом. Пустые: мало наблюдений или предположение.
portfolio-feeling = Ниже всего: { $low } { $lowest } · выше всего: { $high } { $highest }
portfolio-no-feeling = Никого не спросили, каково это.

# Поиск
search-label = Поиск по всем картам
search-placeholder = Поиск по картам
search-none = Ничего с такими словами нет.
search-found = Найдено: { $count }
search-found-more = Найдено: { $count }, показаны лучшие { $shown }

# История
history-title = История
history-versions = Версии с именем
history-no-versions = Ни у одной версии пока нет имени. Назовите её перед семинаром или обзором, чтобы к ней вернуться.
history-name-now = Назвать карту, какая она сейчас
history-name-it = Назвать
history-name-label = Как называется эта версия?
history-name-label-then = Как называется версия после изменения { $seq }?
history-name-example = Перед июньским семинаром
history-named = Версия «{ $name }» сохранена.
history-number = Версия { $version }
history-before-restore = Какой была до восстановления
history-see = Посмотреть
history-after = после изменения { $seq }
history-then = Карта, какой она была: { $version }
history-compare-now = Сравнить с нынешней
history-compare-two = Сравнить обе
history-choose = Выбрать для сравнения: { $name }
history-choose-two = Отметьте две версии, чтобы сравнить их.
history-restore = Восстановить
history-restore-title = Вернуть «{ $name }»?
history-restore-text = Сначала нынешняя карта сохранится отдельной версией, так что ничего не пропадёт. Изменение увидят все, у кого карта открыта. Комментарии останутся.
history-restored = Восстановлено. Прежняя карта — версия { $version }.
history-take-back = Отменить восстановление
history-became-added = добавлено
history-became-removed = убрано
history-became-brought_back = возвращено
history-became-renamed = переименовано
history-became-moved = перемещено
history-became-changed = изменено
history-voted = голос за
history-unvoted = голос снят
history-events = Что происходило
history-no-events = Пока ничего не изменено.
history-before = Что было раньше
history-why-file = изменён файл
history-why-restore = восстановлена версия
history-why-proposal = принято предложение
history-why-declined = предложение отклонено
history-proposal = Предложение { $number }
history-would = Это изменило бы:
history-why-push = отправлено из командной строки
history-why-by_hand = изменено без открытия карты
history-why-library = название изменено в нескольких картах
history-why-program = правки программы
history-why-new = карта появилась
history-filter-who = Кто
history-filter-what = Что
history-everybody = Все
history-everything = Всё
history-shown = Показано { $count } из { $of }
history-lies-in = в: { $name }
history-lies-after = после: { $name }
history-lies-first = в начале
history-said-nothing = ничего
history-said-yes = да
why-rename = Переименовано
why-sort = Указан вид
why-merge = Объединено

# Предложения
proposals-title = Предложения
proposals-help = Предлагает помощник или другая программа; применяет только человек. Принятое появится на карте от вашего имени, и его можно отменить в истории.
proposals-none = Для этой карты предложений нет
proposals-none-help = Помощники, читающие карту, могут предлагать изменения. Они ждут здесь, пока кто-то не решит.
proposals-from-whom = От: { $from }
proposals-open =
    { $count ->
        [one] { $count } открыто
        [few] { $count } открыто
       *[many] { $count } открыто
    }
proposals-accept = Принять
proposals-decline = Отклонить
proposals-accept-one = Принять правку { $number }
proposals-decline-one = Отклонить правку { $number }
proposals-accept-all = Принять все ({ $count })
proposals-decline-all = Отклонить все
proposals-accepted = принято
proposals-declined = отклонено
proposals-refused = На нынешней карте это сделать нельзя: { $why }
proposals-does-added = Добавить
proposals-does-removed = Убрать
proposals-does-moved = Переместить
proposals-does-changed = Изменить
proposals-does-brought-back = Вернуть

# Персоны
personas-intro = Достаточно двух-трёх. Каждая реальна лишь настолько, насколько правило говорит, какие это клиенты.
personas-none = Персон пока нет
personas-none-help = Персона говорит, кто идёт по пути: что нужно, что мешает и какие это клиенты.
personas-new = Новая персона
personas-edit = Изменить
personas-save = Сохранить
personas-only-named = Её называет карта; никто её пока не описал.
personas-called = На картах: { $name }
personas-how-many = Сколько их
personas-size = { $count } из { $of } путей
personas-size-unknown = Сколько их, неизвестно.
personas-counting = Считаем …
personas-rule = Какие это клиенты
personas-rule-help = Фильтр по событиям; число путей меняется по мере ввода.
personas-name = Название на картах
personas-name-help = Коротко: что делают или чего хотят
personas-shown-name = Имя для читателей
personas-shown-name-help = Имя человека, если это помогает
personas-needs = Потребности
personas-needs-help = По одной на строку
personas-goals = Цели
personas-goals-help = Чего хотят достичь, по одной на строку
personas-frustrations = Что раздражает
personas-frustrations-help = Что мешает, по одному на строку
personas-quotes = Цитаты
personas-quotes-help = Номера высказываний клиентов, по одному на строку
personas-channels = Предпочитаемые каналы
personas-channels-help = По одному на строку
personas-nothing = пока ничего не записано
personas-maps = На этих картах
personas-no-maps = Ни одна карта пока не называет эту персону.
nobody-title = Ни один клиент на этой карте не подходит под «{ $name }»
nobody-help = Поэтому показать нечего. Ослабьте правило или посмотрите на всех клиентов.
nobody-without-rule = Никто не сказал, какие клиенты – «{ $name }»
nobody-without-rule-help = У персоны есть цифры, когда правило говорит, чьи пути её.
nobody-change = Изменить правило
nobody-write = Написать правило
whose-nobody = Персона · { $name } · никого
rule-words = Клиенты, у которых { $what }.
rule-and = {" и "}
rule-is = первое значение { $name } – «{ $value }»
rule-is-not = первое значение { $name } – не «{ $value }»
rule-less = первое значение { $name } меньше { $value }
rule-at-most = первое значение { $name } не больше { $value }
rule-more = первое значение { $name } больше { $value }
rule-at-least = первое значение { $name } не меньше { $value }
rule-like = первое значение { $name } содержит «{ $value }»
rule-did = было «{ $activity }»
rule-did-not = ни разу не было «{ $activity }»
rule-wrong-help = Правило сравнивает атрибут (channel = "app") или говорит, что произошло (did("Pays")); несколько соединяются словами and, or.
rule-nobody = Ни один клиент не подходит под это правило. Ослабьте его: уберите условие или напишите значение так, как оно стоит в данных.
rule-everybody = Подходит каждый клиент: правило никого не выделяет.
rule-not-there = В данных нет «{ $said }».
rule-did-you-mean = Вы имели в виду «{ $meant }»?
rule-not-of = Ни у одного события нет значения «{ $said }» в { $name }.
rule-there = В данных есть: { $values }
overlap-none = Ни один клиент не относится и к другой персоне.
overlap-some = { $count } относятся и к «{ $name }»: цифры обеих считают их дважды.
personas-typed-since = Сохранено. Набранное во время сохранения – ещё нет: сохраните снова.
personas-name-missing = Дайте имя, чтобы сохранить.

# Библиотека
library-title = Точки контакта и каналы
library-help = Каждый записан один раз и служит многим шагам: новое название сразу стоит везде и у всех.
library-read = Смотреть можно без имени. Кто что-то меняет, сначала называет себя.
library-channels = Каналы
library-touchpoints = Точки контакта
library-empty-channel = Каналов пока нет. Канал — это путь, которым проходит шаг: приложение, сайт, магазин. Впишите название ниже, а затем выберите его у шагов, которым он служит.
library-empty-touchpoint = Точек контакта пока нет. Точка контакта — это то, с чем клиент встречается на шаге: страница оплаты, письмо. Впишите название ниже, а затем выберите её у шагов, которым она служит.
library-new-channel = Новый канал
library-new-touchpoint = Новая точка контакта
library-name-of = Название: { $name }
library-sort-of = Вид: { $name }
library-no-sort = вид не указан
library-uses =
    { $count ->
        [one] { $count } шаг
        [few] { $count } шага
       *[many] { $count } шагов
    }
library-remove = Убрать
library-remove-one = Убрать: { $name }
library-clear = Убрать неиспользуемые ({ $count })
library-double = Есть ещё один с названием «{ $name }».
library-merge = Объединить
library-found = Каналы, которые называют события
library-found-help = Их никто не записал на карту: они стоят у шагов, потому что так говорит канал событий этих шагов. Запишите канал на карту, чтобы переименовать его, указать вид или сохранить без данных.
library-write = Записать на карту
library-write-one = Записать на карту: { $name }
library-done = Сделано на всей карте.
